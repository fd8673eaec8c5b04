using System.Globalization;

namespace Bench.Evaluation;

/// <summary>What was found in comparing two runs.</summary>
public static class ComparisonFindings
{
    /// <summary>
    /// How often each model is right, then every difference that is told apart, the largest first, then how much is left open.
    /// </summary>
    /// <param name="comparison">The comparison.</param>
    public static IReadOnlyList<Finding> Of(RunComparison comparison)
    {
        RunDifference[] shown = [.. comparison.Differences.Where(difference => difference.Verdict is "better" or "worse")];
        int open = comparison.Differences.Count(difference => difference.Verdict is "no difference shown" or "too few texts");
        return
        [
            .. Right(comparison),
            .. shown.OrderByDescending(difference => Math.Abs(difference.Difference.Estimate.Mean)).Select(Found),
            .. open == 0 ? (Finding[])[] : [new Finding(
                string.Create(CultureInfo.InvariantCulture,
                    $"On {open} of {comparison.Differences.Length} pairs of metric and explainer no difference is shown{(comparison.TooFew is { } few ? $": too few texts {few}" : "")}."),
                FindingKind.Open)],
        ];
    }

    private static IEnumerable<Finding> Right(RunComparison comparison) => comparison is { First.Labelled: > 0, Second.Labelled: > 0 }
        ? [new Finding(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The first model is right on {comparison.First.Correct} of {comparison.First.Labelled} ({100.0 * comparison.First.Correct / comparison.First.Labelled:F1} %), the second on {comparison.Second.Correct} of {comparison.Second.Labelled} ({100.0 * comparison.Second.Correct / comparison.Second.Labelled:F1} %)."),
            FindingKind.Shown) { Evidence = "counted" }]
        : [];

    private static Finding Found(RunDifference difference) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"On {difference.Metric}, {difference.Explainer} does {difference.Verdict} in the second run: {difference.First.Mean:F3} became {difference.Second.Mean:F3}."),
        FindingKind.Shown)
    {
        Evidence = PValues.Words(difference.AdjustedPValue, difference.Difference.Estimate.Count),
        Cases = new FindingCases(difference.Metric, difference.Explainer),
    };
}
