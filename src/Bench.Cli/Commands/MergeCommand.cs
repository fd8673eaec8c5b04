using System.CommandLine;
using Bench.Evaluation;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>merge</c>: joins the shards of a run.</summary>
internal static class MergeCommand
{
    public static Command Create(BenchServices services)
    {
        var parts = new Argument<string[]>("DIR")
        {
            Description = "Folders that `run --shard i/n` has written, or folders that hold such.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string?>("--out")
        {
            Description = "Folder that gets SUITE/MODEL/ID/ with the results, instead of the folder in which the shards lie.",
            HelpName = "DIR",
        };
        var partial = new Option<bool>("--partial")
        {
            Description = "Join what is there although instances are missing; `run` completes it.",
        };
        var command = new Command("merge", "Joins the shards of a run into what one run would have written.") { parts, output, partial };
        command.SetAction((parsed, cancellationToken) =>
        {
            (ResultSet results, string folder, IReadOnlyList<string> notes) = new RunMerger(BuiltInReports.OfRun())
                .Merge(parsed.GetValue(parts)!, parsed.GetValue(output), parsed.GetValue(partial), cancellationToken);
            TerminalSummary.Print(services.Console, results);
            foreach (string note in notes)
            {
                services.Console.WriteLine(note);
            }

            services.Console.WriteLine($"Results: {VisibleText.ForTerminal(Path.GetRelativePath(Environment.CurrentDirectory, folder))}");
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
