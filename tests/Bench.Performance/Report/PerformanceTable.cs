using System.Collections.Immutable;

namespace Bench.Performance;

/// <summary>One table of the report.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Note">What was done, and what the columns mean.</param>
/// <param name="Columns">Headings of the numbers, unit included.</param>
/// <param name="Rows">The rows.</param>
public sealed record PerformanceTable(
    string Title, string Note, ImmutableArray<string> Columns, ImmutableArray<PerformanceRow> Rows);

/// <summary>One row of a table.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Values">One number per column; NaN where there is none.</param>
public sealed record PerformanceRow(string Name, ImmutableArray<double> Values)
{
    /// <summary>A row.</summary>
    /// <param name="name">What was measured.</param>
    /// <param name="values">One number per column.</param>
    public static PerformanceRow Of(string name, params double[] values) => new(name, [.. values]);
}
