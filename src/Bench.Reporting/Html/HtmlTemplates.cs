using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Bench.Abstractions;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace Bench.Reporting;

/// <summary>
/// The report's templates: <c>report.hbs</c> with its parts (other <c>.hbs</c> files, used as <c>{{&gt; name}}</c>), <c>colours.css</c>,
/// <c>report.css</c> and <c>report.js</c>. A user's folder replaces those it holds. Values are escaped unless a template writes three braces.
/// </summary>
public sealed class HtmlTemplates
{
    private const string Page = "report.hbs";
    private const string Style = "report.css";
    private const string Script = "report.js";
    private static readonly string[] _parts = ["summary.hbs", "comparison.hbs", "figures.hbs", "texts.hbs", "metrics.hbs", "provenance.hbs"];

    private readonly string? _folder;

    private HtmlTemplates(string? folder) => _folder = folder;

    /// <summary>The templates that come with Bench.</summary>
    public static HtmlTemplates BuiltIn { get; } = new(null);

    /// <summary>Names of all files that a folder may replace.</summary>
    public static IReadOnlyList<string> FileNames { get; } = [Page, .. _parts, PageColours.FileName, Style, Script];

    /// <summary>Templates of which a folder replaces some.</summary>
    /// <param name="folder">A folder with at least one of <see cref="FileNames"/>.</param>
    /// <exception cref="BenchException">The folder holds none of them.</exception>
    public static HtmlTemplates From(string folder) => FileNames.Any(name => File.Exists(Path.Combine(folder, name)))
        ? new HtmlTemplates(folder)
        : throw new BenchException("The folder holds no template", folder, $"Put at least one of these into it: {string.Join(", ", FileNames)}");

    /// <summary>Writes the page.</summary>
    internal void Render(ReportPage page, TextWriter writer)
    {
        string style = Read(PageColours.FileName) + Read(Style);
        string script = Read(Script);
        IHandlebars handlebars = Handlebars.Create(new HandlebarsConfiguration
        {
            TextEncoder = new Encoder(),
            FormatProvider = CultureInfo.InvariantCulture,
            ThrowOnUnresolvedBindingExpression = true,
        });
        string reading = Page;
        try
        {
            foreach (string part in _parts)
            {
                reading = part;
                using var source = new StringReader(Read(part));
                HandlebarsTemplate<TextWriter, object, object> compiled = handlebars.Compile(source);
                handlebars.RegisterTemplate(Path.GetFileNameWithoutExtension(part), (output, context, data) =>
                {
                    string around = reading;
                    reading = part;
                    compiled(output, context, data);
                    reading = around;
                });
            }

            reading = Page;
            using var main = new StringReader(Read(Page));
            handlebars.Compile(main)(writer, page with { Style = style, Script = script, Policy = Policy(style, script) });
        }
        catch (Exception exception) when (exception is HandlebarsException or HandlebarsUndefinedBindingException)
        {
            throw new BenchException(
                $"The template cannot be used: {exception.Message.Split('\n')[0].TrimEnd('.')}",
                _folder is null ? reading : Path.Combine(_folder, reading),
                "Mend it or a part that it uses, or take it out of the folder",
                exception);
        }
    }

    // Nothing may be loaded and nothing run or styled but the page's own script and style, known by their hashes.
    private static string Policy(string style, string script) =>
        $"default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    // A browser hashes what it has parsed, where line ends are always \n.
    private string Read(string name)
    {
        string? replaced = _folder is null ? null : Path.Combine(_folder, name);
        using Stream stream = replaced is not null && File.Exists(replaced)
            ? InputFile.Open(replaced, InputFile.Settings)
            : Assembly.GetExecutingAssembly().GetManifestResourceStream($"templates/{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private sealed class Encoder : ITextEncoder
    {
        public void Encode(StringBuilder? text, TextWriter target) => target.Write(MarkupWriter.Escape(text?.ToString() ?? ""));

        public void Encode(string? text, TextWriter target) => target.Write(MarkupWriter.Escape(text ?? ""));

        public void Encode<T>(T? text, TextWriter target)
            where T : IEnumerator<char>
        {
            var all = new StringBuilder();
            while (text?.MoveNext() == true)
            {
                all.Append(text.Current);
            }

            Encode(all, target);
        }
    }
}
