using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// How deep in the ranking the tokens stand that are known to decide the prediction, because they were planted in the model's
/// training data (Bastings et al. 2022). The mean over instances is the paper's mean rank.
/// </summary>
public sealed class MeanRankMetric(MeanRankOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "mean-rank",
        Name = "Mean rank of planted tokens",
        ShortName = "MRank",
        Family = MetricFamily.GroundTruth,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = 1,
        Maximum = double.PositiveInfinity,
        Formula = "rank of the planted token ranked last (of=last) or mean rank of the planted tokens (of=mean), 1 = highest score",
        Citation = "Bastings et al. 2022, Will You Find These Shortcuts?, section 4",
        Summary = "How many tokens one has to read, highest score first, to have seen every token that decides the prediction.",
        NeedsRationale = true,
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        RationaleComparison.Evaluate(context, Annotators.Union, (scores, weights) =>
            FeatureRanking.AllEqual(weights) ? NotApplicable.FullRationale
            : FeatureRanking.AllEqual(scores) ? NotApplicable.ConstantScores
            : MetricScore.Of(Rank(FeatureRanking.Descending(scores, context.Seed), weights)));

    private double Rank(int[] order, double[] weights)
    {
        double[] ranks = [.. order.Index().Where(place => weights[place.Item] > 0).Select(place => place.Index + 1.0)];
        return options.Of == PlantedRank.Last ? ranks[^1] : ranks.Average();
    }
}
