namespace Bench.Reporting;

/// <summary>A picture of the report.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Caption">What it shows and how to read it, plain text.</param>
/// <param name="Panels">One picture, or one per metric.</param>
internal sealed record Figure(string Title, string Caption, IReadOnlyList<Panel> Panels);

/// <summary>One drawing of a figure.</summary>
/// <param name="Metric">Name of the metric it belongs to; empty where it shows no single metric.</param>
/// <param name="Svg">The drawing, everything in it escaped.</param>
internal sealed record Panel(string Metric, string Svg);
