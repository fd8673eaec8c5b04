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
        Family = "plausibility",
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "P(score of a token in the rationale > score of one outside) + P(equal) / 2",
        Citation = "Hanley and McNeil 1982; Fawcett 2006",
        Summary = "The chance that a token people marked outranks one they did not.",
        NeedsRationale = true,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        RationaleComparison.Evaluate(context, options.Annotators, (scores, labels) =>
            !labels.Contains(false) ? NotApplicable.FullRationale
            : FeatureRanking.AllEqual(scores) ? NotApplicable.ConstantScores
            : MetricScore.Of(Area(scores, labels)));

    private static double Area(double[] scores, bool[] labels)
    {
        double[] inside = [.. scores.Where((_, i) => labels[i])];
        double[] outside = [.. scores.Where((_, i) => !labels[i])];
        double wins = inside.Sum(a => outside.Sum(b => a > b ? 1 : a == b ? 0.5 : 0));
        return wins / ((double)inside.Length * outside.Length);
    }
}
