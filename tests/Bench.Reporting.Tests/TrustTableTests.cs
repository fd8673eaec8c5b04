using Bench.Evaluation;

namespace Bench.Reporting.Tests;

public sealed class TrustTableTests
{
    [Fact]
    public void Counts_the_flags_that_were_raised_at_all()
    {
        string text = Write(new Dictionary<string, RecordedFlags>
        {
            ["good"] = new(
                20, new Dictionary<string, int> { [TrustFlags.GapFlag] = 3, [TrustFlags.CloseCallFlag] = 1, [TrustFlags.OrderFlag] = 0 }),
            ["random"] = new(19, new Dictionary<string, int> { [TrustFlags.GapFlag] = 0, [TrustFlags.CloseCallFlag] = 1 }),
        });

        text.ShouldContain(
            "| flagged explanations | gap | close-call | of |\n|---|---:|---:|---:|\n| good | 3 | 1 | 20 |\n| random | 0 | 1 | 19 |\n");
    }

    [Fact]
    public void Says_so_where_no_flag_was_raised() => Write(new Dictionary<string, RecordedFlags>
    {
        ["good"] = new(20, new Dictionary<string, int> { [TrustFlags.GapFlag] = 0 }),
    }).ShouldContain("## Trust\n\nNo explanation raises a flag.\n");

    [Fact]
    public void Runs_that_counted_nothing_have_no_section() => Write(null).ShouldNotContain("## Trust");

    private static string Write(IReadOnlyDictionary<string, RecordedFlags>? trust)
    {
        ResultSet sample = SampleResults.Create();
        using var writer = new StringWriter { NewLine = "\n" };
        new MarkdownSummary().Write(new ResultSet { Run = sample.Run with { Trust = trust }, Scores = sample.Scores }, writer);
        return writer.ToString();
    }
}
