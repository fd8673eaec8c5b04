using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>Plug-ins in a folder, as their authors hand them out: an assembly that references the contracts only.</summary>
public sealed class PluginTests
{
    private static readonly string _configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    private static readonly string _sample = Path.Combine(Repository.Root, "artifacts", "bin", "Bench.Samples.Banzhaf", _configuration);

    private static readonly string _bert = Path.Combine(Repository.Golden, "models", "bert-micro");

    private static readonly string _run = Path.Combine(Repository.Root, "results", "closed-form", "linear");

    private static readonly (string?, string?)[] _builtInForms =
    [
        ("html", "report.html"), ("markdown", "summary.md"), ("csv", "scores.csv"), ("csv-wide", "scores-wide.csv"), ("latex", "table.tex"),
        ("json", "report.json"), ("terminal", "summary.txt"),
    ];

    [Fact]
    public void Its_explainers_are_listed_and_explain()
    {
        BenchProcess.Run("list", "explainers", "--plugins", _sample, "--format", "json").Json()
            .EnumerateArray().Select(entry => entry.GetProperty("id").GetString()).ShouldContain("banzhaf");
        JsonElement explanation = BenchProcess.Run(
            "explain", "--model", _bert, "--text", "a great film", "--explainer", "banzhaf:samples=40", "--plugins", _sample, "--format",
            "json")
            .Json().GetProperty("explanations")[0];

        explanation.GetProperty("explainer").GetString().ShouldBe("banzhaf");
        explanation.GetProperty("options").GetProperty("samples").GetInt32().ShouldBe(40);
        explanation.GetProperty("cost").GetProperty("rows_forward").GetInt32().ShouldBe(40);
    }

    [Fact]
    public void Its_metrics_and_dataset_formats_are_listed_and_a_suite_runs_with_them()
    {
        using var folder = new TemporaryFolder();
        folder.Write("texts.txt", "__label__POSITIVE a great film\n__label__NEGATIVE not very good\n");
        WriteSuite(folder, "\"banzhaf:samples=20\", random, \"aggregate:of=banzhaf\"", "top-share, model-rows");
        foreach ((string kind, string id) in new[] { ("metrics", "top-share"), ("datasets", "fasttext") })
        {
            BenchProcess.Run("list", kind, "--plugins", _sample, "--format", "json").Json()
                .EnumerateArray().Select(entry => entry.GetProperty("id").GetString()).ShouldContain(id);
        }

        BenchProcess.Outcome run = BenchProcess.Run("run", folder.Path, "--out", folder.File("out"), "--plugins", _sample);

        run.ExitCode.ShouldBe(0, run.Error);
        string[] scores = File.ReadAllLines(Path.Combine(RunFolders.Only(folder.File("out"), "plugged"), "scores.csv"));
        scores.Length.ShouldBe(1 + (2 * 3 * 2));
        scores.Count(line =>
            line.Contains("banzhaf:samples=20,top-share", StringComparison.Ordinal) && line.EndsWith(",ok", StringComparison.Ordinal))
                .ShouldBe(2);

        JsonElement recorded = Recorded(folder.File("out"));
        recorded.GetProperty("explainers")[0].GetProperty("plugin").GetString().ShouldStartWith("Bench.Samples.Banzhaf ");
        recorded.GetProperty("explainers")[1].TryGetProperty("plugin", out _).ShouldBeFalse();
        recorded.GetProperty("explainers")[2].GetProperty("plugin").GetString().ShouldStartWith("Bench.Samples.Banzhaf ");
        recorded.GetProperty("metrics")[0].GetProperty("plugin").GetString().ShouldStartWith("Bench.Samples.Banzhaf ");
        recorded.GetProperty("dataset").GetProperty("plugin").GetString().ShouldStartWith("Bench.Samples.Banzhaf ");

        // Another build of the plug-in makes another run, so that it does not go on with the numbers of this one.
        BenchProcess.Run("run", folder.Path, "--out", folder.File("same"), "--plugins", _sample).ExitCode.ShouldBe(0);
        Recorded(folder.File("same")).GetProperty("identity").GetString().ShouldBe(recorded.GetProperty("identity").GetString());
        CopyOfAnotherBuild(folder);
        BenchProcess.Run("run", folder.Path, "--out", folder.File("other"), "--plugins", folder.File("plugin")).ExitCode.ShouldBe(0);
        Recorded(folder.File("other")).GetProperty("identity").GetString().ShouldNotBe(recorded.GetProperty("identity").GetString());
        BenchProcess.Run("run", folder.Path, "--explainers", "random", "--metrics", "model-rows", "--out", folder.File("out"))
            .ShouldBeRefused("suite.yaml", "'fasttext'", "jsonl, csv, tsv, eraser");
    }

    [Fact]
    public void Its_report_forms_are_listed_and_write_a_finished_run()
    {
        BenchProcess.Run("list", "reports", "--plugins", _sample, "--format", "json").Json().EnumerateArray()
            .Select(entry => (entry.GetProperty("id").GetString(), entry.GetProperty("file").GetString()))
            .ShouldBe([.. _builtInForms, ("asciidoc", "table.adoc")]);

        BenchProcess.Outcome report = BenchProcess.Run("report", _run, "--format", "asciidoc:digits=1", "--plugins", _sample);

        report.ExitCode.ShouldBe(0, report.Error);
        JsonElement whole = BenchProcess.Run("report", _run, "--format", "json").Json();
        string[] lines = report.Output.TrimEnd().Split('\n');
        lines[0].ShouldBe(".closed-form on linear");
        lines[2].Split('|').Length.ShouldBe(2 + whole.GetProperty("comparison").GetArrayLength());
        lines.Length.ShouldBe(5 + whole.GetProperty("explainers").GetArrayLength());
        double mean = whole.GetProperty("comparison")[0].GetProperty("means")[0].GetProperty("mean").GetDouble();
        lines[4].Split('|')[2].Trim().ShouldBe(mean.ToString("F1", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_report_form_that_nobody_brings_is_refused_with_those_there_are()
    {
        BenchProcess.Run("report", _run, "--format", "asciidok", "--plugins", _sample)
            .ShouldBeRefused("--format", "no report form 'asciidok'", "Did you mean 'asciidoc'?", "html, markdown, csv");
        BenchProcess.Run("report", _run, "--format", "asciidoc:digits=-1", "--plugins", _sample).ShouldBeRefused("asciidoc:digits");
    }

    [Fact]
    public void Texts_in_a_language_beside_it_do_no_harm()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Bench.Samples.Banzhaf.dll", File.ReadAllBytes(Path.Combine(_sample, "Bench.Samples.Banzhaf.dll")));
        Directory.CreateDirectory(folder.File("de"));
        EmptyAssembly.Write(folder.File("de/Library.resources.dll"), "de");

        BenchProcess.Outcome list = BenchProcess.Run("list", "explainers", "--plugins", folder.Path);
        list.ExitCode.ShouldBe(0, list.Error);
        list.Output.ShouldContain("banzhaf");
    }

    [Fact]
    public void A_damaged_line_of_its_format_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("texts.txt", "__label__POSITIVE a great film\nno label\n");
        WriteSuite(folder, "random", "model-rows");

        BenchProcess.Run("run", folder.Path, "--out", folder.File("out"), "--plugins", _sample).ShouldBeRefused("texts.txt:2", "__label__");
    }

    [Fact]
    public void Another_version_of_the_contracts_is_named()
    {
        using var folder = new TemporaryFolder();
        EmptyAssembly.Write(folder.File("Old.dll"), ("Bench.Abstractions", new Version(0, 99, 0, 0)));

        BenchProcess.Run("list", "explainers", "--plugins", folder.Path)
            .ShouldBeRefused(
                "Old.dll", "version 0.99.0.0 of Bench.Abstractions", "this is 0.1.0.0", "Build the plug-in against this version");
    }

    [Fact]
    public void A_missing_dependency_is_named_at_once()
    {
        using var folder = new TemporaryFolder();
        EmptyAssembly.Write(
            folder.File("Lonely.dll"), ("Bench.Abstractions", typeof(Abstractions.IBenchPlugin).Assembly.GetName().Version!),
            ("Acme.Numbers", new Version(3, 2, 1, 0)));

        BenchProcess.Run("list", "explainers", "--plugins", folder.Path).ShouldBeRefused("Lonely.dll", "Acme.Numbers 3.2.1.0", "beside it");
    }

    [Fact]
    public void Without_the_folder_it_is_unknown() =>
        BenchProcess.Run("explain", "--model", _bert, "--text", "a great film", "--explainer", "banzhaf").ShouldBeRefused("'banzhaf'");

    [Fact]
    public void Folders_without_a_plug_in_are_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("native.dll"), "no assembly");

        BenchProcess.Run("list", "explainers", "--plugins", folder.Path).ShouldBeRefused("None of its 1 assemblies", "IBenchPlugin");
        BenchProcess.Run("list", "explainers", "--plugins", folder.File("nowhere")).ShouldBeRefused("no such folder");
    }

    [Fact]
    public void An_id_that_is_taken_is_refused()
    {
        using var folder = new TemporaryFolder();
        foreach (string copy in new[] { "one", "two" })
        {
            Directory.CreateDirectory(folder.File(copy));
            File.Copy(Path.Combine(_sample, "Bench.Samples.Banzhaf.dll"), Path.Combine(folder.File(copy), "Bench.Samples.Banzhaf.dll"));
        }

        BenchProcess.Run("list", "explainers", "--plugins", folder.Path)
            .ShouldBeRefused("'asciidoc'", Path.Combine("two", "Bench.Samples.Banzhaf.dll"));
    }

    private static void WriteSuite(TemporaryFolder folder, string explainers, string metrics) => folder.Write("suite.yaml", $"""
        name: plugged
        version: 1
        dataset:
          format: fasttext
          path: texts.txt
        models:
          - path: {Path.Combine(Repository.Root, "suites", "models", "sst2-bert-mini")}
        explainers: [{explainers}]
        metrics: [{metrics}]
        """);

    private static JsonElement Recorded(string results) =>
        JsonElement.Parse(File.ReadAllText(Path.Combine(RunFolders.Only(results, "plugged"), "run.json")));

    // The same assembly under another module version, which is what a compiler changes when the code does.
    private static void CopyOfAnotherBuild(TemporaryFolder folder)
    {
        byte[] assembly = File.ReadAllBytes(Path.Combine(_sample, "Bench.Samples.Banzhaf.dll"));
        using var reader = new PEReader([.. assembly]);
        MetadataReader metadata = reader.GetMetadataReader();
        byte[] version = metadata.GetGuid(metadata.GetModuleDefinition().Mvid).ToByteArray();
        int place = assembly.AsSpan().IndexOf(version);
        assembly[place] ^= 1;
        folder.Write(Path.Combine("plugin", "Bench.Samples.Banzhaf.dll"), assembly);
    }
}
