using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Remove and debias (Rong et al. 2022): replaced parts are imputed from their neighbours, so that the shape of what was removed tells the
/// model nothing, and both orders of removal are followed, so that neither decides alone. See <see cref="EmbeddingInfill"/> for the
/// imputation of a text, and <see cref="PixelInfill"/> for that of a picture, which is the paper's.
/// </summary>
public sealed class RoadMetric(RoadOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "road",
        Name = "Remove and debias",
        ShortName = "ROAD",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = -1,
        Maximum = 1,
        Formula = "mean over shares s of p(x, lowest s imputed) - p(x, top s imputed); "
            + "imputed: noise + mean of the two neighbours' embeddings",
        Citation = "Rong et al. 2022, A Consistent and Efficient Evaluation Strategy for Attribution Methods, "
            + "sections 4 and 5, on embeddings of a text",
        Summary =
            "How much more the probability falls when the tokens ranked first are replaced by their surroundings than when those ranked "
                + "last are.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (!FeatureRanking.AllFinite(scores))
        {
            return NotApplicable.NotFinite;
        }

        if (Refusals.Ranking(scores) is { } refusal)
        {
            return refusal;
        }

        if (!context.Model.Offers.HasFlag(Ask.Gradient))
        {
            return NotApplicable.NoEmbeddings;
        }

        Imputation replace = context.Explanation.Input.Picture is null
            ? new EmbeddingInfill(context, options.Noise).Replace
            : new PixelInfill(context, options.Noise).Replace;
        int[] order = FeatureRanking.Descending(scores, context.Seed);
        int[] counts = [.. options.Shares.Select(share => SubsetEffects.Size(share, scores.Length)).Distinct()];
        InputRow[] rows = [.. counts.SelectMany(count => new[] { replace(order[^count..]), replace(order[..count]) })];
        double[] values = context.Model.Probabilities(rows, context.Explanation.Target, cancellationToken);
        return MetricScore.Of(Enumerable.Range(0, counts.Length).Average(i => values[2 * i] - values[(2 * i) + 1]));
    }

    private delegate InputRow Imputation(ReadOnlySpan<int> features);
}
