using Spectre.Console;

namespace Bench.Reporting.Tests;

public sealed class TerminalSummaryTests
{
    [Theory]
    [InlineData(180, 1)]
    [InlineData(46, 2)]
    public void Splits_the_table_where_the_terminal_is_narrow(int width, int tables)
    {
        string text = Print(width);

        text.Split('\n').Count(line => line.StartsWith("│ explainer", StringComparison.Ordinal)).ShouldBe(tables);
        text.ShouldContain("0.820*");
        text.ShouldNotContain("0.115*");
    }

    [Fact]
    public void Says_how_many_rows_were_saved() => Print(180).ShouldContain("the rest (75 % forward) were equal inputs.");

    private static string Print(int width)
    {
        using var writer = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        TerminalSummary.Print(console, SampleResults.Create());
        return writer.ToString();
    }
}
