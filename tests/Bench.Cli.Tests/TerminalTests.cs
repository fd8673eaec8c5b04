using System.Diagnostics;
using System.Text;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>What strangers wrote never reaches a terminal as commands, and reaches files as it is.</summary>
public sealed class TerminalTests
{
    private const string Escape = "\u001b[31m";

    [TerminalFact]
    public void Escapes_in_a_dataset_are_shown_on_a_terminal_and_kept_in_files()
    {
        using var folder = new TemporaryFolder();
        string suite = folder.Write("suite.yaml", $"""
            name: hostile
            version: 1
            dataset:
              format: jsonl
              path: texts.jsonl
            models:
              - path: {Path.Combine(Repository.Root, "suites", "models", "sst2-bert-mini")}
            explainers: [random]
            metrics: [model-rows]
            """);
        folder.Write("texts.jsonl", "{\"id\":\"a\\u001b[31mred\",\"text\":\"a great film\",\"label\":\"POSITIVE\"}\n");
        BenchProcess.Run("run", suite, "--out", folder.File("out")).ExitCode.ShouldBe(0);
        string run = RunFolders.Only(folder.File("out"), "hostile");

        BenchProcess.Run("report", run, "--format", "csv").Output.ShouldContain($"a{Escape}red");
        string shown = OnTerminal($"report {run} --format csv");

        shown.ShouldContain("red,POSITIVE");
        shown.ShouldNotContain(Escape);
    }

    [TerminalFact]
    public void A_narrow_terminal_gets_tables_below_each_other_with_whole_names_and_numbers()
    {
        string shown = OnTerminal("explain Fine. --explainer gradient,gradient-x-input,integrated-gradients", columns: 40);

        string[] heads = [.. shown.Split('\n').Where(line => line.Contains("│ token", StringComparison.Ordinal))];
        heads.Length.ShouldBe(2);
        heads[0].ShouldContain("│ gradient │ gradient-x-input │");
        heads[1].ShouldContain("│ integrated-gradients │");
        heads.ShouldAllBe(line => line.TrimEnd().Length <= 40);
    }

    private static string OnTerminal(string words, int columns = 120)
    {
        var start = new ProcessStartInfo(
            "script", ["-qec", $"stty cols {columns}; dotnet {Path.Combine(AppContext.BaseDirectory, "bench.dll")} {words}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["BENCH_ROOT"] = Repository.Root;
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output);
        return output;
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class TerminalFactAttribute : FactAttribute
    {
        public TerminalFactAttribute()
        {
            if (!File.Exists("/usr/bin/script"))
            {
                Skip = "Needs `script`, which gives a program a terminal and comes with util-linux.";
            }
        }
    }
}
