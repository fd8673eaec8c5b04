using Bench.Evaluation;
using Bench.Reporting;

namespace Bench.Cli;

/// <summary>Two runs against each other as JSON.</summary>
internal static class ComparisonJson
{
    public static object Of(RunComparison comparison, IReadOnlyList<string> violations) => new
    {
        First = Run(comparison.First),
        Second = Run(comparison.Second),
        comparison.Paired,
        comparison.OnlyFirst,
        comparison.OnlySecond,
        Differences = comparison.Differences.Select(difference => new
        {
            difference.Metric,
            difference.Explainer,
            First = EstimateRecord.Of(difference.First),
            Second = EstimateRecord.Of(difference.Second),
            Difference = EstimateRecord.Of(difference.Difference.Estimate),
            P = difference.Difference.PValue,
            PAdjusted = difference.AdjustedPValue,
            difference.Verdict,
        }),
        Worse = violations,
    };

    private static object Run(RunManifest run) =>
        new { run.Suite, run.SuiteVersion, Model = run.Model.Name, Bench = run.BenchVersion, run.Identity };
}
