namespace Bench.Evaluation;

/// <summary>What one metric says of two explainers.</summary>
/// <param name="Column">The metric.</param>
/// <param name="First">Index of the first explainer.</param>
/// <param name="Second">Index of the second explainer.</param>
/// <param name="WilcoxonPValue">
/// p-value of Wilcoxon's signed-rank test after Holm's correction over all pairs of the metric. The verdict rests on the permutation
/// test of the mean difference; this one asks whether the differences lean to one side, whatever their size.
/// </param>
public sealed record PairVerdict(ComparisonColumn Column, int First, int Second, double WilcoxonPValue)
{
    /// <summary>Mean difference, first less second, with interval and p-value.</summary>
    public PairedDifference Difference => Column.Comparison.Difference(First, Second);

    /// <summary>The p-value of the difference after Holm's correction over all pairs of the metric.</summary>
    public double AdjustedPValue => Column.Comparison.AdjustedPValue(First, Second);

    /// <summary>On how many cases the first does better, as well, and worse.</summary>
    public WinTieLoss WinTieLoss => Column.Comparison.WinTieLoss(First, Second);

    /// <summary>Better, worse, tie, or undecided.</summary>
    public Verdict Verdict => Column.Comparison.Verdict(First, Second);

    /// <summary>The verdict as a sentence.</summary>
    public string InWords => Verdict.InWords(Column.Explainers[First], Column.Explainers[Second]);
}
