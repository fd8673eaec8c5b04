using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Kendall's tau-b between the scores and leave-one-out: the fall of the explained number when one token alone is taken away
/// (Jain and Wallace 2019, section 4.1; ferret's <c>taucorr_loo</c>, Attanasio et al. 2023).
/// </summary>
public sealed class TauLooMetric(TauLooOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "tau-loo",
        Name = "Kendall tau with leave-one-out",
        ShortName = "τ-LOO",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = -1,
        Maximum = 1,
        Formula = "tau-b(scores, loo), loo_i = p(x) - p(x without token i)",
        Citation = "Jain and Wallace 2019, Attention is not Explanation, section 4.1; Kendall 1945 (tau-b)",
        Summary =
            "How well the ranking agrees with the effect of removing each token alone; mostly measures how tokens are removed, so it is "
                + "shown but not counted.",
        IsCounted = false, // it mostly measures how tokens are removed: leave-one-out gets .92 by deletion and .54 by padding
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (Refusals.ByRemoval(context, scores, options.Removal) is { } refusal)
        {
            return refusal;
        }

        double[] differences = LeaveOneOut(context, cancellationToken);
        return FeatureRanking.AllEqual(differences)
            ? NotApplicable.ConstantReference
            : MetricScore.Of(Correlation.TauB(scores, differences));
    }

    private double[] LeaveOneOut(MetricContext context, CancellationToken cancellationToken)
    {
        var probe = new RemovalProbe(context, options.Removal);
        int[] rows = [.. Enumerable.Range(0, probe.FeatureCount).Select(probe.RemoveOne)];
        double[] values = options.Quantity == Quantity.Probability
            ? probe.Probabilities(cancellationToken)
            : probe.Values(options.Quantity, cancellationToken);
        return [.. rows.Select(row => values[0] - values[row])];
    }
}
