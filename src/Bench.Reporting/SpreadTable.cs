using System.Globalization;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>The spread over seeds as every report shows it: per explainer and metric the standard deviation of the seeds' means.</summary>
/// <param name="Metrics">Names of the metrics.</param>
/// <param name="ShortNames">Their names for column heads.</param>
/// <param name="Rows">One per explainer that was run with several seeds.</param>
internal sealed record SpreadTable(IReadOnlyList<string> Metrics, IReadOnlyList<string> ShortNames, IReadOnlyList<SpreadRow> Rows)
{
    /// <summary>The heading.</summary>
    public const string Title = "Spread over seeds";

    /// <summary>What the numbers are.</summary>
    public const string Note =
        "Standard deviation of the mean over texts from one seed of an explainer to the next: a difference of that size is chance. The "
            + "comparison rests on the first seed.";

    /// <summary>The table of a run; <see langword="null"/> where every explainer was run with one seed.</summary>
    public static SpreadTable? Of(ResultSet results) => SeedSpread.Of(results) is { IsEmpty: false } spreads
        ? new SpreadTable(
            [.. results.Table.Columns.Select(column => column.Name)],
            [.. results.Table.Columns.Select(column => column.ShortName)],
            [.. spreads.Select(spread => new SpreadRow(
                spread.Explainer, spread.Seeds.ToString(CultureInfo.InvariantCulture), [.. spread.Deviations.Select(Text)]))])
        : null;

    private static string Text(double deviation) => double.IsNaN(deviation) ? "–" : deviation.ToString("F4", CultureInfo.InvariantCulture);
}

/// <summary>An explainer's row of the spread.</summary>
internal sealed record SpreadRow(string Explainer, string Seeds, IReadOnlyList<string> Cells);
