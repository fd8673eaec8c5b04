using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>A row and what is explained of it, before any model is known.</summary>
/// <param name="Row">The input.</param>
/// <param name="Target">The output.</param>
/// <param name="Quantity">The number explained at it.</param>
public readonly record struct TargetQuery(InputRow Row, Target Target, Quantity Quantity)
{
    /// <summary>The query for a model.</summary>
    /// <param name="info">The model.</param>
    /// <param name="ask">What is asked.</param>
    public Query Of(ModelInfo info, Ask ask) => Query.Of(info, Row, ask, Target, Quantity);
}

/// <summary>What tests ask of models, a batch at a time.</summary>
public static class TestQuestions
{
    /// <summary>Gradients by the embeddings.</summary>
    public static IReadOnlyList<Answer> Gradients(
        this IModel model, IEnumerable<TargetQuery> queries, CancellationToken cancellationToken = default) =>
        model.Each(Ask.Gradient, queries, cancellationToken);

    /// <summary>Gradients by the attention maps.</summary>
    public static IReadOnlyList<Answer> AttentionGradients(
        this IModel model, IEnumerable<TargetQuery> queries, CancellationToken cancellationToken = default) =>
        model.Each(Ask.AttentionGradient, queries, cancellationToken);

    /// <summary>Attention maps.</summary>
    public static IReadOnlyList<Answer> Attend(
        this IModel model, IEnumerable<InputRow> rows, CancellationToken cancellationToken = default) =>
        model.Answer([.. rows.Select(row => new Query(row, Ask.Attention))], cancellationToken);

    /// <summary>Mixing maps.</summary>
    public static IReadOnlyList<Tensor> Mix(this IModel model, IEnumerable<InputRow> rows, TokenMixing kind) =>
        [.. model.Answer([.. rows.Select(row => new Query(row, Ask.Mixing) { Mixing = kind })]).Select(answer => answer.Mixing)];

    /// <summary>States that go into a layer.</summary>
    public static Tensor States(this IModel model, InputRow row, int layer) =>
        model.Answer(new Query(row, Ask.States) { Layer = layer }).States;

    /// <summary>Multipliers between two points of a layer's input.</summary>
    public static PointContrast Contrast(
        this IModel model, TargetQuery query, int? layer, ReadOnlyMemory<float> from, ReadOnlyMemory<float> to) =>
        model.Answer(query.Of(model.Info, Ask.Contrast) with { Between = new PointPair(layer, from, to) }).Contrast!;

    private static IReadOnlyList<Answer> Each(
        this IModel model, Ask ask, IEnumerable<TargetQuery> queries, CancellationToken cancellationToken) =>
        model.Answer([.. queries.Select(query => query.Of(model.Info, ask))], cancellationToken);
}
