using Bench.Evaluation;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>References, which ship without explanations, are opened like any run in a fresh clone.</summary>
public sealed class ReferenceTextsTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public ReferenceTextsTests()
    {
        foreach (string folder in new[] { "results/closed-form/linear", "suites/closed-form" })
        {
            string source = Path.Combine(Repository.Root, folder);
            foreach (string file in Directory.GetFiles(source, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file) != "report.html"))
            {
                _root.Write(Path.Combine(folder, Path.GetRelativePath(source, file)), File.ReadAllBytes(file));
            }
        }
    }

    [Fact]
    public void The_page_of_a_reference_has_its_texts_and_says_where_they_come_from()
    {
        string page = _root.File("page.html");
        BenchProcess.Outcome outcome = Bench("report", "closed-form/linear", "--out", page);

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Error.ShouldContain("References ship without explanations: the 200 texts are explained again");
        string text = File.ReadAllText(page);
        text.ShouldContain("<section id=\"texts\"");
        text.Split("\"i\":\"").Length.ShouldBe(201);
        Directory.Exists(_root.File("runs")).ShouldBeFalse();
        Directory.GetFiles(_root.File("results/closed-form/linear")).Select(Path.GetFileName).ShouldNotContain(ExplanationRecord.FileName);
    }

    [Fact]
    public void Every_form_says_what_was_found_on_parts_of_the_texts()
    {
        string reference = Path.Combine(Repository.Root, "results/planted-shortcuts/planted-shortcut-bert-tiny");
        BenchProcess.Outcome markdown = BenchProcess.Run("report", reference, "--format", "markdown");

        markdown.Output.ShouldBe(File.ReadAllText(Path.Combine(reference, "summary.md")));
        markdown.Error.ShouldContain("texts are read again");
        string[] slices = [.. BenchProcess.Run("report", reference, "--format", "json").Json().GetProperty("slices").EnumerateArray()
            .Select(sentence => sentence.GetString()!)];
        slices.ShouldNotBeEmpty();
        string terminal = BenchProcess.Run("report", reference, "--format", "terminal").Output.ReplaceLineEndings(" ");
        slices.ShouldAllBe(sentence => terminal.Contains(sentence, StringComparison.Ordinal));
        BenchProcess.Run("report", reference, "--format", "latex").Output.Split(" beats it where ").Length.ShouldBe(1 + slices.Length);
        BenchProcess.Run("report", reference, "--format", "csv").Error.ShouldNotContain("read again");
    }

    [Fact]
    public void Where_the_suite_was_changed_a_table_says_that_its_parts_are_missing()
    {
        File.AppendAllText(_root.File("suites/closed-form/texts.jsonl"), "\n");

        BenchProcess.Outcome outcome = Bench("report", "closed-form/linear", "--format", "markdown");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Error.ShouldContain("Findings on parts of the texts are left out. ");
    }

    [Fact]
    public void Its_parts_and_agreement_can_be_asked_for_as_json()
    {
        Bench("slices", "closed-form/linear", "--format", "json").Json().GetProperty("slicings").GetArrayLength().ShouldBeGreaterThan(0);
        Bench("agreement", "closed-form/linear", "--format", "json").Json().GetProperty("cases").GetInt32().ShouldBe(200);
    }

    [Fact]
    public void A_suite_that_was_changed_since_is_refused()
    {
        File.AppendAllText(_root.File("suites/closed-form/texts.jsonl"), "\n");

        Refused().ShouldContain("texts.jsonl: The SHA-256 is ");
    }

    [Fact]
    public void Another_seed_than_the_references_is_named()
    {
        string suite = _root.File("suites/closed-form/suite.yaml");
        string[] lines = File.ReadAllLines(suite);
        File.WriteAllLines(suite, lines.Select(line => line.StartsWith("seed:", StringComparison.Ordinal) ? "seed: 43" : line));

        Refused().ShouldContain("The reference was made of another suite than there is now: seed 43, was 42");
    }

    public void Dispose() => _root.Dispose();

    private string Refused()
    {
        BenchProcess.Outcome outcome = Bench("report", "closed-form/linear", "--out", _root.File("page.html"));
        outcome.ExitCode.ShouldBe(2);
        File.Exists(_root.File("page.html")).ShouldBeFalse();
        return outcome.Error;
    }

    private BenchProcess.Outcome Bench(params string[] arguments) =>
        BenchProcess.RunIn(_root.Path, [("BENCH_ROOT", _root.Path)], arguments);
}
