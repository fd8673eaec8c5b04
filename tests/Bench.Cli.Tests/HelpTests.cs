using System.CommandLine;
using System.Diagnostics;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>Help and completion.</summary>
public sealed class HelpTests
{
    private static readonly RootCommand _root = BenchCommand.Create(BenchServices.Create());

    [Fact]
    public void Every_command_has_an_example_that_can_be_read()
    {
        foreach (Command command in All(_root))
        {
            Examples.Of(command).ShouldNotBeEmpty(command.Name);
            foreach (string example in Examples.Of(command))
            {
                _root.Parse(example.Split(" >>")[0], BenchCommand.Parsing).Errors.ShouldBeEmpty(example);
            }
        }
    }

    [Fact]
    public void Help_ends_with_examples() =>
        BenchProcess.RunWith(("BENCH_COMMAND", "./run-bench.sh"), "explain", "--help").Output
            .ShouldContain("Examples:\n  ./run-bench.sh explain \"Not a dull moment in it.\"");

    [Theory]
    [InlineData("check")]
    [InlineData("perf")]
    [InlineData("pack")]
    [InlineData("fuzz")]
    [InlineData("mutate")]
    public void Words_of_the_script_have_help_too(string word)
    {
        string help = Bash($"{Path.Combine(Repository.Root, "run-bench.sh")} {word} --help");

        help.ShouldContain($"run-bench.sh {word}");
        help.ShouldContain("Examples:");
    }

    [Fact]
    public void Help_of_a_command_calls_what_it_takes_by_one_word()
    {
        string help = BenchProcess.RunWith(("BENCH_SCRIPT_WORDS", "check pack"), "--help").Output;

        help.ShouldContain("  run <SUITE> ");
        help.ShouldContain("  compare <RUN> <RUN2> ");
        help.ShouldContain("each with a --help: check, pack.");
        help.Split('\n').Max(line => line.Length).ShouldBeLessThan(200);
    }

    [Fact]
    public void A_mistyped_word_of_the_script_is_guessed() =>
        BenchProcess.RunWith(("BENCH_SCRIPT_WORDS", "check pack"), "chek").ShouldBeRefused("Did you mean 'check'?");

    [Fact]
    public void Options_without_a_command_are_told_their_place() =>
        BenchProcess.Run("--limit", "3").ShouldBeRefused("Options stand behind a command");

    [Theory]
    [InlineData("check", "'everything'", "everything")]
    [InlineData("check", "'everything'", "--core", "torch", "everything")]
    [InlineData("check", "'--core managed'", "--core", "managed")]
    [InlineData("check", "'--device nowhere'", "--core=torch", "--device=nowhere")]
    [InlineData("check", "Add --core torch", "--device", "cuda")]
    [InlineData("--core=torch", "'--device nowhere'", "--device", "nowhere", "check")]
    public void A_word_that_the_check_does_not_know_is_refused_before_anything_is_built(string word, string named, params string[] rest)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "run-bench.sh"), word, .. rest])
        {
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        process.ExitCode.ShouldBe(2);
        error.ShouldStartWith("error: ");
        error.ShouldContain(named);
        error.ShouldContain("--core torch");
    }

    [Theory]
    [InlineData("bench exp", "explain")]
    [InlineData("bench explain --explainer integrated-gr", "integrated-gradients")]
    [InlineData("bench explain --explainer random,integrated-gr", "random,integrated-gradients")]
    [InlineData("bench explain --model sst2", "sst2-bert-mini")]
    [InlineData("bench run film-", "film-reviews")]
    [InlineData("bench report ner-names/", "ner-names/ner-names-bert-mini")]
    [InlineData("bench explain --quantity log", "log-probability logit")]
    public void Bash_completes_commands_options_and_names(string typed, string expected)
    {
        string script = BenchProcess.Run("completion", "bash").Output;
        using var folder = new TemporaryFolder();
        string program = folder.Write("bench", $"#!/bin/bash\nexec dotnet {Path.Combine(AppContext.BaseDirectory, "bench.dll")} \"$@\"\n");

        // As readline calls it.
        string found = Bash(
            $"chmod +x {program}; export PATH={folder.Path}:$PATH BENCH_ROOT={Repository.Root}; source "
                + $"{folder.Write("completion.bash", script)}; "
            + $"COMP_LINE='{typed}' COMP_POINT={typed.Length} COMP_WORDS=({typed}); _bench_complete; printf '%s\\n' \"${{COMPREPLY[@]}}\" | sort; complete -p bench");

        found.Split('\n')[..^2].ShouldBe(expected.Split(' '));
        found.ShouldContain("-F _bench_complete bench");
    }

    [Theory]
    [InlineData("zsh", "compdef")]
    [InlineData("fish", "complete --command bench")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public void Other_shells_get_a_script_that_asks_the_program(string shell, string registers)
    {
        string script = BenchProcess.Run("completion", shell).Output;

        script.ShouldContain(registers);
        script.ShouldContain("[suggest:");
        if (shell != "pwsh" && Directory.Exists("/usr/bin") && File.Exists($"/usr/bin/{shell}"))
        {
            using var folder = new TemporaryFolder();
            Bash($"{shell} -n {folder.Write("script", script)}");
        }
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    private static string Bash(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, error.Result);
        return output;
    }
}
