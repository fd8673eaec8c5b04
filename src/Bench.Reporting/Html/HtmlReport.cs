using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>
/// <c>report.html</c>: one file with everything in it, that opens from disk, needs no network and runs no script but its own.
/// </summary>
/// <param name="templates">The templates, built in unless a user replaces some.</param>
public sealed class HtmlReport(HtmlTemplates? templates = null) : IResultExporter
{
    private readonly HtmlTemplates _templates = templates ?? HtmlTemplates.BuiltIn;

    /// <summary>What it is.</summary>
    public static ReportDescriptor Descriptor { get; } = new("html", "report.html", "The page: one file with comparison, plots and texts");

    public string FileName => Descriptor.FileName;

    public void Write(ResultSet results, TextWriter writer)
    {
        PageData data = PageData.Of(results);
        _templates.Render(ReportPage.Of(results, data), writer);
    }
}
