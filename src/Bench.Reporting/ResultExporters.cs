using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>All forms in which a result set can be printed.</summary>
public static class ResultExporters
{
    /// <summary>Names of the forms, as <c>report --format</c> takes them.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["html", "markdown", "csv", "csv-wide", "latex", "json", "terminal"];

    /// <summary>What a finished run writes into its folder besides its data.</summary>
    public static IReadOnlyList<IResultExporter> OfRun() => [new MarkdownSummary(), new HtmlReport()];

    /// <summary>The exporter of a form.</summary>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="templates">Templates of the page.</param>
    public static IResultExporter Create(string format, HtmlTemplates? templates = null) => format switch
    {
        "html" => new HtmlReport(templates),
        "markdown" => new MarkdownSummary(),
        "csv" => new LongCsv(),
        "csv-wide" => new WideCsv(),
        "latex" => new LatexTable(),
        "json" => new JsonReport(),
        "terminal" => new TerminalReport(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, $"Formats: {string.Join(", ", Formats)}."),
    };
}
