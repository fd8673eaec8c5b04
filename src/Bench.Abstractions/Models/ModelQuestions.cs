namespace Bench.Abstractions;

/// <summary>Common questions in fewer words. What a model does not offer is refused here, before it is asked.</summary>
public static class ModelQuestions
{
    /// <summary>The outputs of every row: logits [C] for the whole text, or [n, C] for every token.</summary>
    /// <param name="model">The model asked.</param>
    /// <param name="rows">A ragged batch of any size.</param>
    /// <param name="cancellationToken">Stops the work between parts of the batch.</param>
    /// <exception cref="BenchException">A row does not fit the model.</exception>
    public static IReadOnlyList<Tensor> Predict(
        this IModel model, IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default)
    {
        var queries = new Query[rows.Count];
        for (int i = 0; i < queries.Length; i++)
        {
            queries[i] = new Query(rows[i]);
        }

        IReadOnlyList<Answer> answers = model.Answer(queries, cancellationToken);
        var outputs = new Tensor[queries.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = answers[i].Outputs;
        }

        return outputs;
    }

    /// <summary>The explained number of every row of a batch.</summary>
    /// <param name="model">The model asked.</param>
    /// <param name="rows">A ragged batch of any size.</param>
    /// <param name="target">The output explained.</param>
    /// <param name="quantity">Logit or probability.</param>
    /// <param name="cancellationToken">Stops the work between parts of the batch.</param>
    public static double[] Values(
        this IModel model, IReadOnlyList<InputRow> rows, Target target, Quantity quantity, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<Tensor> logits = model.Predict(rows, cancellationToken);
        double[] values = new double[logits.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Outputs.Value(model.Info, logits[i], target.In(rows[i]), quantity);
        }

        return values;
    }

    /// <summary>Outputs and gradient of every row of a batch.</summary>
    /// <param name="model">The model asked.</param>
    /// <param name="rows">A ragged batch of any size.</param>
    /// <param name="target">The output differentiated.</param>
    /// <param name="quantity">Logit or probability.</param>
    /// <param name="cancellationToken">Stops the work between parts of the batch.</param>
    /// <exception cref="BenchException">The model offers no gradients, or the target is not one of its.</exception>
    public static IReadOnlyList<Answer> Gradients(
        this IModel model, IEnumerable<InputRow> rows, Target target, Quantity quantity, CancellationToken cancellationToken = default)
    {
        model.Require(Ask.Gradient);
        return model.Answer([.. rows.Select(row => Query.Of(model.Info, row, Ask.Gradient, target, quantity))], cancellationToken);
    }

    /// <summary>
    /// Outputs and sums of the gradient of every query. A model that offers gradients, but not <see cref="Ask.GradientSums"/>, gives them
    /// whole, and they are summed here.
    /// </summary>
    /// <param name="model">The model asked.</param>
    /// <param name="queries">Queries for <see cref="Ask.GradientSums"/>.</param>
    /// <param name="cancellationToken">Stops the work between parts of the batch.</param>
    /// <exception cref="BenchException">The model offers no gradients, or a row does not fit it.</exception>
    public static IReadOnlyList<Answer> GradientSums(
        this IModel model, IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        if (model.Offers.HasFlag(Ask.GradientSums))
        {
            return model.Answer(queries, cancellationToken);
        }

        model.Require(Ask.Gradient);
        IReadOnlyList<Answer> whole = model.Answer([.. queries.Select(query => query with { Ask = Ask.Gradient })], cancellationToken);
        return [.. whole.Zip(queries, (answer, query) => answer with
        {
            Gradient = default,
            GradientSums = Sums(model, query, answer.Gradient),
        })];
    }

    /// <summary>The embeddings that a row is computed with: <see cref="InputRow.Embeddings"/>, or what it is looked up to.</summary>
    /// <param name="model">The model.</param>
    /// <param name="row">The row.</param>
    /// <returns>[n, E] in row-major order.</returns>
    public static ReadOnlyMemory<float> EmbedAsGiven(this IModel model, InputRow row) =>
        row.Embeddings is { } given ? given.Point() : model.Embed(row).Data;

    /// <summary>Answers one query.</summary>
    /// <param name="model">The model asked.</param>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">The model does not offer what is asked, or row or readout do not fit it.</exception>
    public static Answer Answer(this IModel model, Query query, CancellationToken cancellationToken = default)
    {
        model.Require(query.Ask);
        return model.Answer([query], cancellationToken)[0];
    }

    /// <summary>Embeddings of tokens, at most as many as a row holds.</summary>
    /// <param name="model">The model asked.</param>
    /// <param name="tokenIds">n ids.</param>
    /// <returns>[n, E].</returns>
    /// <exception cref="BenchException">An id lies outside the vocabulary, or the model offers no gradients.</exception>
    public static Tensor Embed(this IModel model, int[] tokenIds) => model.Embed(new InputRow { TokenIds = tokenIds });

    /// <summary>Refuses to ask a model for what it does not offer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="needs">What will be asked.</param>
    /// <exception cref="BenchException">It does not offer that.</exception>
    public static void Require(this IModel model, Ask needs)
    {
        if ((needs & ~model.Offers) is not Ask.Outputs and var missing)
        {
            throw Refusal(model.Info, missing);
        }
    }

    internal static BenchException Refusal(ModelInfo info, Ask missing) => new(
        $"{info.Architecture} does not offer {missing}",
        info.Name,
        "Choose an explainer with fewer needs (see `list explainers`) or a core that offers it");

    private static GradientSums Sums(IModel model, Query query, Tensor gradient)
    {
        ReadOnlyMemory<float> factor = query.Factor.IsEmpty ? model.EmbedAsGiven(query.Row) : query.Factor;
        return Abstractions.GradientSums.Of(gradient.Span, factor.Span, query.Row.Length);
    }
}
