using Bench.Evaluation;
using Bench.Library;
using Bench.Reporting;
using Spectre.Console;

namespace Bench;

/// <summary>A finished run of a suite.</summary>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed class SuiteOutcome : View
{
    internal SuiteOutcome(ResultSet results, string folder) => (Results, Folder) = (results, folder);

    /// <summary>The folder with all files of the run.</summary>
    public string Folder { get; }

    /// <summary>Scores, comparison and verdicts.</summary>
    public ResultSet Results { get; }

    /// <summary>The summary in Markdown.</summary>
    public string ToMarkdown() => Export(new MarkdownSummary());

    /// <inheritdoc/>
    public override string ToHtml() => Export(new HtmlReport());

    /// <inheritdoc/>
    public override string ToSnippet() => new MarkupWriter().Element("pre", ToTable()).ToString();

    private protected override void Print(IAnsiConsole console) => TerminalSummary.Print(console, Results);

    private string Export(IResultExporter exporter)
    {
        using var writer = new StringWriter();
        exporter.Write(Results, writer);
        return writer.ToString();
    }
}
