using System.Security.Cryptography;
using System.Text;
using Bench.Abstractions;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Bench.Reporting;

/// <summary>
/// The report's templates, in Scriban: <c>report.sbn</c> with its parts (other <c>.sbn</c> files, used as <c>{{ include 'name' }}</c>),
/// <c>colours.css</c>, <c>drawing.css</c>, <c>report.css</c> and <c>report.js</c>. A user's folder replaces those it holds. Values are
/// escaped unless a template says <c>raw</c>.
/// </summary>
public sealed class HtmlTemplates
{
    private const string Page = $"report{TemplateFolder.Ending}";
    private const string Drawn = "drawing.css";
    private const string Style = "report.css";
    private const string Script = "report.js";

    private readonly TemplateFolder _files;
    private readonly TemplateLimits _limits;

    private HtmlTemplates(string? folder, TemplateLimits limits) => (_files, _limits) = (new TemplateFolder(folder), limits);

    /// <summary>The templates that come with Bench.</summary>
    public static HtmlTemplates BuiltIn { get; } = new(null, TemplateLimits.Default);

    /// <summary>Names of all files that a folder may replace.</summary>
    public static IReadOnlyList<string> FileNames { get; } =
        [Page, "summary.sbn", "comparison.sbn", "figures.sbn", "texts.sbn", "metrics.sbn", "provenance.sbn", PageColours.FileName, Drawn,
            Style, Script];

    /// <summary>Templates of which a folder replaces some.</summary>
    /// <param name="folder">A folder with at least one of <see cref="FileNames"/>.</param>
    /// <exception cref="BenchException">The folder holds none of them.</exception>
    public static HtmlTemplates From(string folder) => From(folder, TemplateLimits.Default);

    /// <summary>The same with other limits.</summary>
    internal static HtmlTemplates From(string folder, TemplateLimits limits) =>
        FileNames.Any(name => File.Exists(Path.Combine(folder, name)))
            ? new HtmlTemplates(folder, limits)
            : throw new BenchException(
                "The folder holds no template", folder, $"Put at least one of these into it: {string.Join(", ", FileNames)}");

    /// <summary>Writes the page.</summary>
    internal void Render(ReportPage page, TextWriter writer)
    {
        string style = _files.Read(PageColours.FileName) + _files.Read(Drawn) + _files.Read(Style);
        string script = DrawingScript.Source + _files.Read(Script);
        using var time = new CancellationTokenSource(_limits.Time);
        var context = new MarkupContext(_files, _limits, time.Token);
        string policy = Policy(style, script, page.HasPictures);
        context.PushGlobal(TemplateModel.Of(page with { Style = style, Script = script, Policy = policy }));
        context.PushGlobal(new ScriptObject()); // for the templates' own variables
        context.PushOutput(new TextWriterOutput(writer));
        try
        {
            TemplateParser.Parse(_files.Read(Page), _files.Place(Page)).Render(context);
        }
        catch (ScriptRuntimeException exception)
        {
            throw TemplateParser.Refusal(exception);
        }
    }

    // Nothing may be loaded and nothing run or styled but the page's own script and style, known by their hashes. Pictures are in the data.
    private static string Policy(string style, string script, bool hasPictures) =>
        $"default-src 'none';{(hasPictures ? " img-src data:;" : "")} style-src '{Hash(style)}'; script-src '{Hash(script)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
