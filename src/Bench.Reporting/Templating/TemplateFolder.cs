using System.Reflection;
using System.Text;
using Bench.Abstractions;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Bench.Reporting;

/// <summary>The files that templates come from: those of a user's folder, else the built-in ones. No other file is read.</summary>
/// <param name="folder">A user's folder, or <see langword="null"/>.</param>
internal sealed class TemplateFolder(string? folder) : ITemplateLoader
{
    /// <summary>How files of templates end.</summary>
    public const string Ending = ".sbn";

    /// <summary>A file's text. A browser hashes what it has parsed, where line ends are always \n.</summary>
    /// <param name="name">The file's name, without a folder.</param>
    /// <exception cref="BenchException">It is larger than a template may be, or cannot be read.</exception>
    public string Read(string name)
    {
        using Stream stream = Replaces(name)
            ? InputFile.Open(Place(name), InputFile.Settings)
            : Assembly.GetExecutingAssembly().GetManifestResourceStream($"templates/{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>Where a file is, for messages.</summary>
    public string Place(string name) => folder is null ? name : Path.Combine(folder, name);

    public string GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) =>
        templateName.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            && (Replaces(templateName + Ending) || IsBuiltIn(templateName + Ending))
            ? Place(templateName + Ending)
            : throw new ScriptRuntimeException(
                callerSpan,
                $"There is no part '{templateName}': parts are files {Ending} of the same folder, and built-in ones, named without ending");

    public string Load(TemplateContext context, SourceSpan callerSpan, string templatePath) => Read(Path.GetFileName(templatePath));

    public ValueTask<string?> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
        ValueTask.FromResult<string?>(Load(context, callerSpan, templatePath));

    private bool Replaces(string name) => folder is not null && File.Exists(Place(name));

    private static bool IsBuiltIn(string name) => Assembly.GetExecutingAssembly().GetManifestResourceInfo($"templates/{name}") is not null;
}
