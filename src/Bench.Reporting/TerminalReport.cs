using Bench.Evaluation;
using Spectre.Console;

namespace Bench.Reporting;

/// <summary><c>summary.txt</c>: what a terminal shows, without colours.</summary>
/// <param name="width">Columns of the terminal.</param>
public sealed class TerminalReport(int width = 180) : IResultExporter
{
    public string FileName => "summary.txt";

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
