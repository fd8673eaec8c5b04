using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Decision flip, most informative token (Chrysostomou and Aletras 2021): 1 where removing the token ranked first alone
/// changes the decision, else 0.
/// </summary>
public sealed class TopTokenFlipMetric(RemovalOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "decision-flip-top-token",
        Name = "Decision flip, most informative token",
        ShortName = "DF-top",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "1 where decision(x without its top token) != decision(x), else 0",
        Citation = "Chrysostomou and Aletras 2021; Nguyen 2018",
        Summary = "Whether removing the token ranked first changes the decision.",
        UndefinedFor = Undefined.WithoutDecision,
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (!context.Model.Info.IsClassifier)
        {
            return NotApplicable.NoDecision;
        }

        if (Refusals.ByRemoval(context, scores, options.Removal) is { } refusal)
        {
            return refusal;
        }

        var probe = new RemovalProbe(context, options.Removal);
        int row = probe.RemoveOne(FeatureRanking.Descending(scores, context.Seed)[0]);
        Decision[] decisions = probe.Decisions(cancellationToken);
        return MetricScore.Of(decisions[row] != decisions[0] ? 1 : 0);
    }
}
