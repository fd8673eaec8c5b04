using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

public sealed class ReportCommandTests : IDisposable
{
    private static readonly string _schema = JsonSchemaCheck.Published("explanation.schema.json");

    private readonly string _folder = Directory.CreateTempSubdirectory("bench-").FullName;

    private string Run => Path.Combine(_folder, "film-reviews", "sst2-bert-mini");

    [Fact]
    public void A_finished_run_is_printed_again_with_the_same_bytes()
    {
        BenchProcess.Run(
            "run", "film-reviews", "--limit", "3", "--explainers", "gradient,gradient-x-input", "--metrics", "auprc,model-rows", "--out", _folder)
            .ExitCode.ShouldBe(0);
        foreach ((string format, string file) in new[] { ("markdown", "summary.md"), ("csv", "scores.csv") })
        {
            BenchProcess.Outcome outcome = BenchProcess.Run("report", Run, "--format", format);
            outcome.ExitCode.ShouldBe(0, outcome.Error);
            outcome.Output.ShouldBe(File.ReadAllText(Path.Combine(Run, file)));
        }

        string page = Path.Combine(_folder, "again.html");
        BenchProcess.Run("report", Path.GetDirectoryName(Run)!, "--out", page).ExitCode.ShouldBe(0);
        File.ReadAllText(page).ShouldBe(File.ReadAllText(Path.Combine(Run, "report.html")));
        JsonElement report = BenchProcess.Run("report", Run, "--format", "json").Json();
        report.GetProperty("run").GetProperty("instances").GetInt32().ShouldBe(3);
        JsonSchemaCheck.Check(JsonSchemaCheck.Published("report.schema.json"), report.GetRawText()).ShouldBeEmpty();
        string[] lines = File.ReadAllLines(Path.Combine(Run, "explanations.jsonl"));
        lines.Length.ShouldBe(3);
        lines.SelectMany(line => JsonSchemaCheck.Check(_schema, line)).ShouldBeEmpty();
        JsonSchemaCheck.Check(_schema, lines[0].Replace("\"special\":", "\"extra\":", StringComparison.Ordinal)).ShouldNotBeEmpty();
    }

    [Fact]
    public void What_is_no_run_is_refused() => BenchProcess.Run("report", _folder).ShouldBeRefused(_folder, "run.json");

    [Fact]
    public void Templates_belong_to_the_page()
    {
        File.WriteAllText(Path.Combine(_folder, "run.json"), "{}");

        BenchProcess.Run("report", _folder, "--format", "latex", "--templates", _folder).ShouldBeRefused("--templates", "--format html");
        BenchProcess.Run("report", _folder, "--templates", _folder).ShouldBeRefused("report.hbs");
        BenchProcess.Run("report", _folder).ShouldBeRefused("run.json");
    }

    [Fact]
    public void An_explanation_keeps_to_its_schema()
    {
        string json = BenchProcess.Run(
            "explain", "--model", "sst2-bert-mini", "--text", "a dull film", "--text-pair", "said who", "--explainer", "gradient",
            "--explainer", "shapley-sampling:budget=40", "--explainer", "integrated-gradients", "--seeds", "2", "--format", "json").Json().GetRawText();

        JsonSchemaCheck.Check(_schema, json).ShouldBeEmpty();
        json.ShouldContain("\"standard_deviation\"");
    }

    [Fact]
    public void An_explanation_is_drawn_as_page_and_picture()
    {
        string page = Path.Combine(_folder, "e.html");
        string picture = Path.Combine(_folder, "e.svg");

        BenchProcess.Run(
            "explain", "--model", "sst2-bert-mini", "--text", "a <b>dull</b> film", "--explainer", "gradient", "--html", page, "--svg", picture)
            .ExitCode.ShouldBe(0);

        File.ReadAllText(page).ShouldContain("&lt;</span>");
        System.Xml.Linq.XDocument.Load(picture).Root!.Name.LocalName.ShouldBe("svg");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
