using System.Diagnostics;
using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>A checkout in which a user runs, names runs, lists, verifies and removes them.</summary>
public sealed class RunsCommandTests : IDisposable
{
    private static readonly string[] _run = ["run", "film-reviews", "--limit", "2", "--metrics", "auprc", "--explainers"];

    private readonly TemporaryFolder _root = new();

    public RunsCommandTests()
    {
        Directory.CreateSymbolicLink(_root.File("suites"), Path.Combine(Repository.Root, "suites"));
        Directory.CreateDirectory(_root.File("results"));
        string reference = Path.Combine(Repository.Root, "results", "film-reviews", "sst2-bert-mini");
        foreach (string file in Directory.GetFiles(reference))
        {
            _root.Write(Path.Combine("results", "film-reviews", "sst2-bert-mini", Path.GetFileName(file)), File.ReadAllBytes(file));
        }
    }

    [Fact]
    public void A_name_is_the_newest_finished_run_or_the_reference()
    {
        string[] reference = Files("results");
        Bench("report", "film-reviews", "--format", "json").Json().GetProperty("run").GetProperty("instances").GetInt32().ShouldBe(230);

        Bench([.. _run, "gradient"]).ExitCode.ShouldBe(0);
        BenchProcess.Outcome second = Bench([.. _run, "random"]);

        second.ExitCode.ShouldBe(0, second.Error);
        foreach (string name in new[] { "film-reviews", "film-reviews/sst2-bert-mini" })
        {
            BenchProcess.Outcome report = Bench("report", name, "--format", "json");
            JsonElement run = report.Json().GetProperty("run");
            run.GetProperty("explainers").EnumerateArray().Select(explainer => explainer.GetProperty("name").GetString())
                .ShouldBe(["random"]);
            report.Error.ShouldContain($"film-reviews/sst2-bert-mini/{run.GetProperty("identity").GetString()![..12]}, the newest of 2");
        }

        Bench("cost", "results/film-reviews").Output.ShouldContain("lime");
        Bench("report", "film-review").ShouldBeRefused("no finished run 'film-review'", "Did you mean 'film-reviews'?");
        Files("results").ShouldBe(reference, "what users run never touches references");

        JsonElement[] runs = [.. Bench("runs", "--format", "json").Json().EnumerateArray()];
        runs.Select(run => run.GetProperty("state").GetString()).ShouldBe(["finished", "finished"]);
        runs.ShouldAllBe(run => run.GetProperty("complete").GetInt32() == 2 && run.GetProperty("bytes").GetInt64() > 10_000);
        string removed = runs[0].GetProperty("run").GetString()!;
        removed.ShouldBe($"film-reviews/sst2-bert-mini/{runs[0].GetProperty("identity").GetString()![..12]}");
        string note = _root.Write(Path.Combine("runs", removed, "my-notes.txt"), "mine");
        Bench("runs", "remove", removed).Output.ShouldContain("my-notes.txt");
        Directory.GetFiles(Path.GetDirectoryName(note)!).ShouldBe([note]);
        Bench("runs").Output.ShouldContain(runs[1].GetProperty("identity").GetString()![..12]);
        Bench("runs", "--format", "json").Json().GetArrayLength().ShouldBe(1);
        Bench("runs", "remove", "results/film-reviews/sst2-bert-mini").ShouldBeRefused("committed reference");
        Bench("runs", "remove", "film-reviews").ShouldBeRefused("no run 'film-reviews'");
    }

    [Fact]
    public void Verify_names_what_was_changed_and_references_are_renewed_only_when_asked()
    {
        _root.Write("tiny/texts.jsonl", "{\"text\": \"a good film\"}\n{\"text\": \"a dull plot\"}\n");
        string suite = _root.Write("tiny/suite.yaml", $$"""
            name: tiny
            version: 1
            dataset: {format: jsonl, path: texts.jsonl}
            models: [{{Path.Combine(Repository.Root, "suites", "models", "sst2-bert-mini")}}]
            explainers: [random]
            metrics: [model-rows]
            """);
        Bench("run", suite, "--reference").Output.ShouldContain("Reference renewed");
        Files("results/tiny").Select(Path.GetFileName).ShouldBe(["cases.csv", "run.json", "scores.csv", "summary.md"]);
        BenchProcess.Outcome reference = Bench("verify", "results/tiny");
        reference.ExitCode.ShouldBe(0, reference.Error);
        BenchProcess.Outcome whole = Bench("verify", "tiny");
        whole.ExitCode.ShouldBe(0, whole.Error);
        whole.Output.ShouldContain("run.db: pages and checksums are right; 2 of 2 instances are complete");

        // A page made anew by other means keeps the run whole.
        string folder = Directory.GetDirectories(_root.File("runs/tiny/sst2-bert-mini")).ShouldHaveSingleItem();
        string template = _root.Write("templates/report.sbn", "<html></html>");
        BenchProcess.Outcome page = Bench("report", folder, "--templates", Path.GetDirectoryName(template)!);
        page.ExitCode.ShouldBe(0, page.Error);
        Bench("verify", folder).ExitCode.ShouldBe(0);
        File.AppendAllText(Path.Combine(folder, "summary.md"), "x");
        Bench("verify", folder).ShouldBeRefused("summary.md", "not the one that the run.json");
        File.WriteAllText(Path.Combine(folder, "run.json"), "{");
        BenchProcess.Outcome broken = Bench("verify", folder);
        broken.ShouldBeRefused("run.json");
        string[] problems = broken.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        problems.ShouldBe(problems.Distinct(), "the files and the store both need run.json");
    }

    [Fact]
    public void Kernels_of_another_width_are_another_run()
    {
        Bench([.. _run, "random"]).ExitCode.ShouldBe(0);
        BenchProcess.RunIn(_root.Path, [("BENCH_ROOT", _root.Path), ("DOTNET_EnableHWIntrinsic", "0")], [.. _run, "random"]).ExitCode
            .ShouldBe(0);

        string[] kernels = [.. Directory.GetFiles(_root.File("runs"), "run.json", SearchOption.AllDirectories)
            .Select(file => JsonElement.Parse(File.ReadAllText(file)).GetProperty("kernels").GetString()!)];
        kernels.ShouldContain("scalar");
        kernels.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void Git_does_not_see_runs()
    {
        using Process git =
            Process.Start(new ProcessStartInfo("git", ["-C", Repository.Root, "check-ignore", "runs/film-reviews/m/0123456789ab/run.json"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        git.WaitForExit();

        // 128: not a checkout.
        git.ExitCode.ShouldBeOneOf(0, 128);
    }

    public void Dispose() => _root.Dispose();

    private BenchProcess.Outcome Bench(params string[] arguments) =>
        BenchProcess.RunIn(_root.Path, [("BENCH_ROOT", _root.Path)], arguments);

    private string[] Files(string folder) =>
        [.. Directory.GetFiles(_root.File(folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
