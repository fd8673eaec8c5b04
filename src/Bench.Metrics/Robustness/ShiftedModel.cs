using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// The same function of a text, written for shifted inputs: every word embedding is x + m, and m is taken off again where positions and token
/// types are added, as a table of positions moved by −m would do. Whoever asks with ids sees no difference; whoever handles embeddings does.
/// </summary>
/// <param name="inner">The model.</param>
/// <param name="words">The same model, asked for embeddings and gradients.</param>
/// <param name="shift">m [E].</param>
internal sealed class ShiftedModel(IModel inner, IGradientModel words, float[] shift)
    : IGradientModel, IAttentionGradientModel, ITokenMixingModel, IExactModel
{
    public ModelInfo Info => inner.Info;

    public T? Capability<T>()
        where T : class, IModel => inner.Capability<T>() is null ? null : this as T;

    public Tensor WordEmbeddings(ReadOnlySpan<int> tokenIds)
    {
        Tensor own = words.WordEmbeddings(tokenIds);
        return new Tensor(Moved(own.Span, 1), own.Shape);
    }

    public IReadOnlyList<Tensor> Predict(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default) =>
        inner.Predict([.. rows.Select(Compensated)], cancellationToken);

    public IReadOnlyList<RowGradient> Gradients(IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default) =>
        words.Gradients([.. queries.Select(Compensated)], cancellationToken);

    public IReadOnlyList<RowAttention> Attend(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default) =>
        inner.Require<IAttentionModel>().Attend([.. rows.Select(Compensated)], cancellationToken);

    public IReadOnlyList<RowAttentionGradient> AttentionGradients(
        IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default) =>
        inner.Require<IAttentionGradientModel>().AttentionGradients([.. queries.Select(Compensated)], cancellationToken);

    public IReadOnlyList<Tensor> Mix(IReadOnlyList<InputRow> rows, TokenMixing kind, CancellationToken cancellationToken = default) =>
        inner.Require<ITokenMixingModel>().Mix([.. rows.Select(Compensated)], kind, cancellationToken);

    public double[] ExactAttribution(InputRow row, Target target) => inner.Require<IExactModel>().ExactAttribution(row, target);

    private GradientQuery Compensated(GradientQuery query) => query with { Row = Compensated(query.Row) };

    // Rows without embeddings of their own are looked up, shifted and shifted back: they pass as they are, without rounding.
    private InputRow Compensated(InputRow row) => row.Embeddings is not { } given ? row : new InputRow
    {
        TokenIds = row.TokenIds,
        TypeIds = row.TypeIds,
        AttentionMask = row.AttentionMask,
        Embeddings = given with { Origin = Moved(given.Origin.Span, -1) },
    };

    private float[] Moved(ReadOnlySpan<float> embeddings, int sign)
    {
        float[] moved = embeddings.ToArray();
        for (int i = 0; i < moved.Length; i++)
        {
            moved[i] += sign * shift[i % shift.Length];
        }

        return moved;
    }
}
