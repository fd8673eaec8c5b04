using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Relevance mass accuracy (Arras, Osman and Samek 2022, eq. 1): the share of all relevance that lies on the rationale.</summary>
public sealed class RelevanceMassMetric(RelevanceMassOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "relevance-mass",
        Name = "Relevance mass accuracy",
        ShortName = "Mass",
        Family = MetricFamily.Plausibility,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "sum of relevance in the rationale / sum of relevance",
        Citation = "Arras, Osman and Samek 2022, CLEVR-XAI, eq. 1",
        Summary = "Which share of the relevance lies on the tokens people marked.",
        NeedsRationale = true,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        RationaleComparison.Evaluate(context, options.Annotators, Score);

    private MetricScore Score(double[] scores, double[] weights)
    {
        double[] relevance =
            [.. scores.Select(score => options.Mass == RelevanceMass.Absolute ? Math.Abs(score) : Math.Max(0, score))];
        double total = relevance.Sum();
        return FeatureRanking.AllEqual(weights) ? NotApplicable.FullRationale
            : total == 0 ? NotApplicable.NoRelevance
            : MetricScore.Of(Math.Clamp(relevance.Select((mass, i) => mass * weights[i]).Sum() / total, 0, 1));
    }
}
