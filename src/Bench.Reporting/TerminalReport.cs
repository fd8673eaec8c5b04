using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;
using Bench.Evaluation;
using Spectre.Console;

namespace Bench.Reporting;

/// <summary><c>summary.txt</c>: what a terminal shows, without colours.</summary>
/// <param name="width">Columns of the terminal.</param>
public sealed class TerminalReport(int width = TerminalOptions.DefaultWidth) : IResultExporter
{
    /// <summary>What it is.</summary>
    public static ReportDescriptor Descriptor { get; } = new("terminal", "summary.txt", "What a terminal shows, without colours");

    public string FileName => Descriptor.FileName;

    public void Write(ResultSet results, TextWriter writer)
    {
        using var text = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = width;
        TerminalSummary.Print(console, results);
        writer.Write(text.ToString().ReplaceLineEndings("\n"));
    }
}

/// <summary>Options of the terminal's form.</summary>
public sealed record TerminalOptions
{
    internal const int DefaultWidth = 180;

    /// <summary>Columns of the terminal.</summary>
    [Description("Columns of the terminal")]
    [Range(40, 1000)]
    public int Width { get; init; } = DefaultWidth;
}
