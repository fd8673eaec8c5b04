using Bench.Evaluation;
using Bench.TestKit;
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

    [Theory]
    [InlineData("film-reviews/sst2-bert-mini", 80)]
    [InlineData("film-reviews/sst2-bert-mini", 120)]
    [InlineData("emotions/emotion-bert-mini", 80)]
    [InlineData("failure-modes/negation", 80)]
    [InlineData("ner-names/ner-names-bert-mini", 100)]
    public void Nothing_is_wider_than_the_terminal(string run, int width)
    {
        string text = Print(width, ResultSet.Read(Path.Combine(Repository.Root, "results", run)));

        text.Split('\n').ShouldAllBe(line => line.TrimEnd().Length <= width);
        text.Split('\n').Where(line => line.StartsWith('│')).ShouldAllBe(line => line.TrimEnd().EndsWith('│'));
    }

    [Fact]
    public void A_legend_says_which_metric_a_column_is() =>
        Print(180, ResultSet.Read(Path.Combine(Repository.Root, "results", "film-reviews", "sst2-bert-mini")))
            .ShouldContain("Columns: Compr (mask) = aopc-comprehensiveness:removal=mask; ");

    private static string Print(int width) => Print(width, SampleResults.Create());

    private static string Print(int width, ResultSet results)
    {
        using var writer = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        TerminalSummary.Print(console, results);
        return writer.ToString();
    }
}
