using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Area under the ROC curve of the scores against the human rationale: the chance that a marked token outranks an unmarked one, ties
/// by half (Hanley and McNeil 1982). Unlike AUPRC its floor is 0.5 whatever the rationale's length.
/// </summary>
public sealed class AurocMetric(AnnotatorOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "auroc",
        Name = "AUROC against the rationale",
        ShortName = "AUROC",
        Family = MetricFamily.Plausibility,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "P(score of a token in the rationale > score of one outside) + P(equal) / 2; "
            + "annotators=soft: pairs weigh the difference of their shares",
        Citation = "Hanley and McNeil 1982; Fawcett 2006",
        Summary = "The chance that a token people marked outranks one they did not.",
        NeedsRationale = true,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        RationaleComparison.Evaluate(context, options.Annotators, (scores, weights) =>
            FeatureRanking.AllEqual(weights) ? NotApplicable.FullRationale
            : FeatureRanking.AllEqual(scores) ? NotApplicable.ConstantScores
            : MetricScore.Of(Area(scores, weights)));

    // A pair weighs as much as more annotators marked its first token than its second: 1 where rationales are sharp.
    internal static double Area(double[] scores, double[] weights)
    {
        (double wins, double pairs) = (0, 0);
        for (int a = 0; a < scores.Length; a++)
        {
            for (int b = 0; b < scores.Length; b++)
            {
                double weight = Math.Max(0, weights[a] - weights[b]);
                wins += weight * (scores[a] > scores[b] ? 1 : scores[a] == scores[b] ? 0.5 : 0);
                pairs += weight;
            }
        }

        return wins / pairs;
    }
}
