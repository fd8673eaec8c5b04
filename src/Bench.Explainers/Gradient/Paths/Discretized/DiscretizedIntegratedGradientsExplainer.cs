using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Discretized Integrated Gradients (Sanyal and Ren 2021): instead of the straight line, every token's path goes by way of
/// words near each other in the embedding space, moved as little as keeps the path monotonic; gradients are summed over the steps. The
/// sum is a coarse quadrature, and its completeness gap is reported. Each visited word is compared with the whole vocabulary.
/// </summary>
/// <param name="options">Steps, neighbours, strategy and baseline.</param>
public sealed class DiscretizedIntegratedGradientsExplainer(DiscretizedIntegratedGradientsOptions options) : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "discretized-integrated-gradients",
        Name = "Discretized Integrated Gradients",
        Family = "gradient",
        Needs = Ask.Gradient,
        CostFormula = "steps + 1 forward and backward, 2 forward, m × steps searches of the vocabulary",
        Citation = "Sanyal and Ren 2021, Discretized Integrated Gradients for Explaining Language Models (DIG-Greedy and DIG-MaxCount)",
        Summary = "Integrated Gradients along paths by way of neighbouring words instead of straight lines",
    };

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) =>
        TextsOnly.Require(input, Descriptor.Id, "its paths go by way of neighbouring words", "Use integrated-gradients");

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        Check(request.Model.Info, request.Tokenizer, request.Input);
        IModel model = request.Model;
        InputRow row = request.Input.Row;
        SpecialTokens special = request.Tokenizer.Special;
        int[] baseline = Baseline.FilledIds(
            request.Input, options.Baseline == FillerBaseline.Mask ? special.RequireMask() : special.RequirePadding());
        float[][] points = Points(
            new WordEmbeddings(model, special), row.TokenIds.ToArray(), baseline, model.Info.EmbeddingWidth, cancellationToken);

        // From the baseline (the last point) to the input: the gradient at each point but the input, times the step that follows it.
        Query[] queries = [.. Enumerable.Range(1, points.Length - 1).Select(k =>
            request.Query(RowAt(row, points[^k]), Ask.GradientSums) with { Factor = Step(points[^k], points[^(k + 1)]) })];
        double[] scores = new double[row.Length];
        GradientBatches.ForEach(model, queries, points[0].Length, cancellationToken, (_, answer) =>
        {
            for (int token = 0; token < scores.Length; token++)
            {
                scores[token] += answer.GradientSums!.Product.Span[token];
            }
        });

        double[] ends = request.Values([row, RowAt(row, points[^1])], cancellationToken);
        return Scores.Attribution(
            [.. scores],
            request,
            (DiagnosticNames.CompletenessGap, scores.Sum() - (ends[0] - ends[1])),
            (DiagnosticNames.InputValue, ends[0]),
            (DiagnosticNames.BaselineValue, ends[1]));
    }

    /// <summary>Points [n, E] of the whole text, the input first.</summary>
    private float[][] Points(WordEmbeddings vocabulary, int[] ids, int[] baseline, int width, CancellationToken cancellationToken)
    {
        float[][] points = [.. Enumerable.Range(0, options.Steps + 2).Select(_ => new float[ids.Length * width])];
        int[] moved = [.. Enumerable.Range(0, ids.Length).Where(token => ids[token] != baseline[token])];
        float[][][] paths = WordPath.Build(
            vocabulary, [.. moved.Select(token => (ids[token], baseline[token]))], options, cancellationToken);
        for (int token = 0; token < ids.Length; token++)
        {
            int path = Array.BinarySearch(moved, token);
            for (int k = 0; k < points.Length; k++)
            {
                (path < 0 ? vocabulary.Embedding(ids[token]) : paths[path][k]).CopyTo(points[k].AsSpan(token * width));
            }
        }

        return points;
    }

    private static float[] Step(float[] here, float[] next) => [.. next.Zip(here, (to, from) => to - from)];

    private static InputRow RowAt(InputRow row, float[] point) => new()
    {
        TokenIds = row.TokenIds,
        TypeIds = row.TypeIds,
        Embeddings = new ReplacedEmbeddings(point),
    };
}
