using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Decision flip, fraction of tokens (Serrano and Smith 2019, section 4; Chrysostomou and Aletras 2021): how many of the tokens ranked
/// first must go, in order, until the model decides otherwise. Where it never does, 1.
/// </summary>
public sealed class FlipFractionMetric(RemovalOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "decision-flip-fraction",
        Name = "Decision flip, fraction of tokens",
        ShortName = "DF-frac",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "smallest k / m with decision(x without its top k tokens) != decision(x); 1 where there is none",
        Citation = "Serrano and Smith 2019, section 4; Chrysostomou and Aletras 2021",
        Summary = "Which share of the tokens must be removed, first ranked first, to change the decision.",
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

        int m = scores.Length;
        var probe = new RemovalProbe(context, options.Removal);
        int[] rows =
            [.. Enumerable.Range(1, m).Select(k => probe.Remove(FeatureRanking.Top(scores, k, onlyPositive: false, context.Seed)))];
        Decision[] decisions = probe.Decisions(cancellationToken);
        int flip = Array.FindIndex(rows, row => decisions[row] != decisions[0]);
        return MetricScore.Of(flip < 0 ? 1 : (flip + 1.0) / m);
    }
}
