using System.Globalization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Says where there are too few cases to call any explainer best, and about how many would do.</summary>
public static class SmallSample
{
    /// <summary>One sentence for tables some of whose metrics have too few texts; <see langword="null"/> where all have enough.</summary>
    /// <param name="table">The comparison.</param>
    public static string? Sentence(ComparisonTable table)
    {
        ComparisonColumn[] judged = [.. table.Columns
            .Where(column => column.Descriptor.Family != MetricFamily.Cost && column.Comparison.Means.Any(mean => mean.Count > 0))];
        ComparisonColumn[] few = [.. judged.Where(column => column.Comparison.HasTooFewTexts)];
        string where = few.Length == judged.Length ? "" : $" on {Words.Join(few.Select(column => column.Name))}";
        return few.Length == 0 ? null : $"Too few cases{where} {Count(few)}: nothing is marked, whatever the means.";
    }

    /// <summary>
    /// What to say instead of a choice by some metrics: <c>too few cases (n = 6; about 150 would do)</c>; <see langword="null"/> where one
    /// has enough.
    /// </summary>
    /// <param name="columns">The metrics.</param>
    public static string? Of(IReadOnlyList<ComparisonColumn> columns) =>
        columns.Count > 0 && columns.All(column => column.Comparison.HasTooFewTexts) ? $"too few cases {Count(columns)}" : null;

    /// <summary>The same of metrics that failed their self-test, which with so few cases says nothing of them.</summary>
    /// <param name="columns">Metrics, those among them that failed.</param>
    internal static string? OfFailed(IEnumerable<ComparisonColumn> columns) =>
        Of([.. columns.Where(column => column.Descriptor.IsCounted && column.FailedSelfTest)]);

    // Of all pairs the middle number: some differ so little that no sample would part them.
    internal static string Count(IReadOnlyList<ComparisonColumn> columns)
    {
        int texts = columns.Max(column => column.Comparison.Means.Max(mean => mean.Count));
        long[] needed = [.. columns
            .SelectMany(column => column.Comparison.Pairs.Select(pair => column.Comparison.Verdict(pair.First, pair.Second).Needed ?? 0))
            .DefaultIfEmpty(0).Order()];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"(n = {texts}; about {Math.Max(needed[needed.Length / 2], MetricComparison.FewestTexts)} would do)");
    }
}
