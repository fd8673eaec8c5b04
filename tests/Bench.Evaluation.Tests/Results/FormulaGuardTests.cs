using Bench.TestKit;
namespace Bench.Evaluation.Tests;

public sealed class FormulaGuardTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("-2", "'-2")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'=1", "''=1")]
    [InlineData("'quoted'", "'quoted'")]
    [InlineData("plain = text", "plain = text")]
    [InlineData("", "")]
    public void Marks_what_a_spreadsheet_would_run_and_gives_it_back(string text, string written)
    {
        FormulaGuard.Protect(text).ShouldBe(written);
        FormulaGuard.Restore(written).ShouldBe(text);
    }

    [Fact]
    public void Scores_survive_whatever_strangers_call_their_texts()
    {
        ScoreRow[] rows =
        [
            new("=HYPERLINK(\"x\")", "+a", "lime", "tau", -0.5, ScoreRow.Ok),
            new("a,b\n\"c\"", "'-x", "lime", "tau", null, ScoreRow.NotApplicable("one\r\ntoken")),
        ];
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "scores.csv");
        using (StreamWriter writer = File.CreateText(path))
        {
            ScoresCsv.Write(rows, writer);
        }

        ScoresCsv.Read(path).ShouldBe(rows);
        File.ReadAllText(path).ShouldNotContain("\n=");
        File.ReadAllText(path).ShouldNotContain("\n\"=");
        File.ReadAllText(path).ShouldContain(",-0.5,ok");
    }
}
