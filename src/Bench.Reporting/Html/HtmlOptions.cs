using System.ComponentModel;
using Bench.Abstractions;

namespace Bench.Reporting;

/// <summary>Options of the page.</summary>
public sealed record HtmlOptions
{
    /// <summary>Folder with templates that replace built-in ones; empty for none.</summary>
    [Description("Folder with templates that replace built-in ones")]
    public string Templates { get; init; } = "";

    /// <summary>Reads the templates; <see langword="null"/> for those that are built in.</summary>
    /// <exception cref="BenchException">The folder holds no template.</exception>
    internal HtmlTemplates? Read() => Templates.Length == 0 ? null : HtmlTemplates.From(Templates);
}
