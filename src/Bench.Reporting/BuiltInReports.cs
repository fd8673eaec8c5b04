using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>The forms of reports that come with Bench: one line each.</summary>
public static class BuiltInReports
{
    /// <summary>Registers all of them.</summary>
    /// <param name="catalog">The catalogue to add to.</param>
    /// <returns>The same catalogue.</returns>
    /// <exception cref="BenchException">One of the names is taken.</exception>
    public static Catalog<ReportDescriptor, IResultExporter> AddTo(Catalog<ReportDescriptor, IResultExporter> catalog) => catalog
        .Add<HtmlOptions>(HtmlReport.Descriptor, options => new HtmlReport(options.Read()))
        .Add<NoOptions>(MarkdownSummary.Descriptor, _ => new MarkdownSummary())
        .Add<NoOptions>(LongCsv.Descriptor, _ => new LongCsv())
        .Add<NoOptions>(WideCsv.Descriptor, _ => new WideCsv())
        .Add<NoOptions>(LatexTable.Descriptor, _ => new LatexTable())
        .Add<NoOptions>(JsonReport.Descriptor, _ => new JsonReport())
        .Add<TerminalOptions>(TerminalReport.Descriptor, options => new TerminalReport(options.Width));

    /// <summary>A catalogue of them alone.</summary>
    public static Catalog<ReportDescriptor, IResultExporter> Catalog() => AddTo(new("report form"));

    /// <summary>What a finished run writes into its folder besides its data.</summary>
    public static IReadOnlyList<IResultExporter> OfRun() => [new MarkdownSummary(), new HtmlReport()];
}
