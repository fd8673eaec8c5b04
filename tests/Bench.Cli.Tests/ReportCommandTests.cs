using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

public sealed class ReportCommandTests : IDisposable
{
    private static readonly string _schema = JsonSchemaCheck.Published("explanation.schema.json");

    private readonly string _folder = Directory.CreateTempSubdirectory("bench-").FullName;

    private string Run => RunFolders.Only(_folder);

    [Theory]
    [InlineData("--html", "none/page.html", "no folder")]
    [InlineData("--html", "", "This is a folder")]
    [InlineData("--svg", "none/picture.svg", "no folder")]
    [InlineData("--png", "", "This is a folder")]
    public void Files_that_cannot_be_written_are_refused_with_their_place(string option, string name, string says)
    {
        using var folder = new TemporaryFolder();
        BenchProcess.Run("explain", "--model", "sst2-bert-mini", "--text", "a", "--explainer", "gradient", option, folder.File(name))
            .ShouldBeRefused(says, folder.Path);
    }

    [Theory]
    [InlineData("/dev/full", 2)]
    [InlineData("/dev/null", 0)]
    public void A_file_that_is_none_is_written_through_and_stays_what_it_is(string device, int exitCode)
    {
        using var folder = new TemporaryFolder();
        string link = folder.File("link");
        File.CreateSymbolicLink(link, device);

        BenchProcess.Outcome outcome = BenchProcess.Run("report", "closed-form/linear", "--out", link);

        outcome.ExitCode.ShouldBe(exitCode, outcome.Error);
        new FileInfo(link).LinkTarget.ShouldBe(device);
    }

    [Fact]
    public void Words_in_place_of_an_interval_are_no_formula_in_LaTeX() =>
        BenchProcess.Run("report", Path.Combine(Repository.Root, "results", "film-reviews", "sst2-bert-mini"), "--format", "latex").Output
            .ShouldContain(@"{\scriptsize all equal}");

    [Fact]
    public void A_page_goes_into_a_pipe()
    {
        BenchProcess.Outcome outcome = BenchProcess.Run("report", "closed-form/linear", "--format", "csv", "--out", "/dev/stdout");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldStartWith(BenchProcess.Run("report", "closed-form/linear", "--format", "csv").Output);
    }

    [Fact]
    public void A_finished_run_is_printed_again_with_the_same_bytes()
    {
        BenchProcess.Run(
            "run", "film-reviews", "--limit", "3", "--explainers", "gradient,gradient-x-input", "--metrics", "auprc,model-rows", "--out",
            _folder)
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
        BenchProcess.Run("report", _folder, "--templates", _folder).ShouldBeRefused("report.sbn");
        BenchProcess.Run("report", _folder).ShouldBeRefused("run.json");
    }

    [Fact]
    public void An_explanation_keeps_to_its_schema()
    {
        string json = BenchProcess.Run(
            "explain", "--model", "sst2-bert-mini", "--text", "a dull film", "--text-pair", "said who", "--explainer", "gradient",
            "--explainer", "shapley-sampling:budget=40", "--explainer", "integrated-gradients", "--seeds", "2", "--format", "json").Json()
                .GetRawText();

        JsonSchemaCheck.Check(_schema, json).ShouldBeEmpty();
        json.ShouldContain("\"standard_deviation\"");
    }

    [Fact]
    public void An_explanation_is_drawn_as_page_and_picture()
    {
        string page = Path.Combine(_folder, "e.html");
        string picture = Path.Combine(_folder, "e.svg");

        BenchProcess.Run(
            "explain", "--model", "sst2-bert-mini", "--text", "a <b>dull</b> film", "--explainer", "gradient", "--html", page, "--svg",
            picture)
            .ExitCode.ShouldBe(0);

        File.ReadAllText(page).ShouldContain("&lt;</span>");
        System.Xml.Linq.XDocument.Load(picture).Root!.Name.LocalName.ShouldBe("svg");
    }

    [Fact]
    public void Every_class_is_explained_in_turn_with_its_own_document_and_row()
    {
        string page = Path.Combine(_folder, "e.html");
        string[] arguments = [
            "explain", "--model", "emotion-bert-mini", "--text", "so happy", "--explainer", "gradient-x-input", "--target", "all"];

        JsonElement[] documents = [.. BenchProcess.Run([.. arguments, "--format", "json", "--html", page]).Json().EnumerateArray()];
        JsonElement joy = BenchProcess.Run([.. arguments[..^1], "joy", "--format", "json"]).Json();

        documents.Length.ShouldBe(6);
        documents.SelectMany(document => JsonSchemaCheck.Check(_schema, document.GetRawText())).ShouldBeEmpty();
        documents[1].GetProperty("target").GetProperty("label").GetString().ShouldBe("joy");
        documents[1].GetProperty("explanations")[0].GetProperty("scores").GetRawText()
            .ShouldBe(joy.GetProperty("explanations")[0].GetProperty("scores").GetRawText());
        File.ReadAllText(page).ShouldContain("<th scope=\"row\">surprise</th>");
    }

    [Fact]
    public void The_page_shows_attention_as_the_explainer_reads_it()
    {
        string page = Path.Combine(_folder, "e.html");

        JsonElement json = BenchProcess.Run(
            "explain", "--model", "sst2-bert-mini", "--text", "a dull film", "--explainer", "attention", "--attention", "--html", page,
            "--format", "json").Json();

        string text = File.ReadAllText(page);
        JsonElement[] tokens = [.. json.GetProperty("tokens").EnumerateArray()];
        double[] scores =
            [.. json.GetProperty("explanations")[0].GetProperty("scores").EnumerateArray().Select(score => score.GetDouble())];
        foreach ((JsonElement token, double score) in tokens.Zip(scores))
        {
            text.ShouldContain(FormattableString.Invariant($"<title>{token.GetProperty("text").GetString()}: {score:G4}</title><rect"));
        }

        text.ShouldContain("Layer 3, head 3: largest");
        BenchProcess.Run("explain", "--model", "sst2-bert-mini", "--text", "a", "--explainer", "gradient", "--attention")
            .ShouldBeRefused("--attention", "--html");
    }

    [Fact]
    public void A_png_needs_a_browser_and_says_so()
    {
        string picture = Path.Combine(_folder, "e.png");
        string[] arguments = [
            "explain", "--model", "sst2-bert-mini", "--text", "a dull film", "--explainer", "gradient", "--plot", "bar", "--png", picture];

        BenchProcess.Outcome none = BenchProcess.RunWith(("BENCH_CHROMIUM", Path.Combine(_folder, "none")), arguments);
        none.ShouldBeRefused("names no program", "BENCH_CHROMIUM", "--svg");
        none.Output.ShouldBeEmpty();
        BenchProcess.RunWith(("BENCH_CHROMIUM", "/bin/false"), arguments).ShouldBeRefused("not drawn", "BENCH_CHROMIUM", "--svg");
        File.Exists(picture).ShouldBeFalse();
        BenchProcess.Outcome drawn = BenchProcess.Run(arguments);
        if (drawn.ExitCode == 0)
        {
            byte[] bytes = File.ReadAllBytes(picture);
            bytes[..4].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);

            // The picture is 860 wide and drawn twice as sharp.
            ((bytes[18] << 8) + bytes[19]).ShouldBe(1720);
        }
        else
        {
            drawn.ShouldBeRefused("No Chromium", "--svg");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
