using System.Text.Json;
using Bench.Evaluation;
using Bench.Performance;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>The files of <c>./run-bench.sh perf</c>, made from numbers that nobody measured.</summary>
public sealed class PerformanceReportTests
{
    private static readonly PerformanceReport _report = new(
        new Machine("Fast(R) Chip v2 @ 3 GHz", 4, 256, "Some System", ".NET 10"),
        new DateOnly(2026, 2, 3),
        0.25,
        [
            new PerformanceTable("Products", "One thread.", ["GFLOP/s", "% of peak"], [
                PerformanceRow.Of("24 × 768", 1234.5, 91.26),
                PerformanceRow.Of("not measured", double.NaN, 0.12345),
            ]),
        ]);

    [Fact]
    public void Markdown_says_machine_and_numbers_in_three_digits()
    {
        string[] lines = _report.ToMarkdown().Split('\n');

        lines.ShouldContain("Fast(R) Chip v2 @ 3 GHz, 4 cores, 256-bit vectors; Some System; .NET 10; 2026-02-03.");
        lines.ShouldContain("Made by `./run-bench.sh perf`; load average at the start 0.25.");
        lines.ShouldContain("| | GFLOP/s | % of peak |");
        lines.ShouldContain("|---|---:|---:|");
        lines.ShouldContain("| 24 × 768 | 1,234 | 91.3 |");
        lines.ShouldContain("| not measured | – | 0.123 |");
    }

    [Fact]
    public void Json_keeps_every_digit_and_writes_null_for_nothing()
    {
        using JsonDocument json = JsonDocument.Parse(_report.ToJson());
        JsonElement rows = json.RootElement.GetProperty("tables")[0].GetProperty("rows");

        rows[0].GetProperty("GFLOP/s").GetDouble().ShouldBe(1234.5);
        rows[1].GetProperty("GFLOP/s").ValueKind.ShouldBe(JsonValueKind.Null);
        rows[1].GetProperty("% of peak").GetDouble().ShouldBe(0.12345);
    }

    [Fact]
    public void Files_are_named_after_the_processor()
    {
        using var folder = new TemporaryFolder();

        string path = _report.Write(folder.File("performance"));

        path.ShouldBe(Path.Combine(folder.File("performance"), "fast-r-chip-v2-3-ghz.md"));
        File.ReadAllText(path).ShouldBe(_report.ToMarkdown());
        File.ReadAllBytes(Path.ChangeExtension(path, ".json")).ShouldBe(_report.ToJson());
    }
}
