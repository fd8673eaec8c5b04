using System.CommandLine;
using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>runs</c>: the runs there are, and the one command that removes any.</summary>
internal static class RunsCommand
{
    public static Command Create(BenchServices services)
    {
        var place = new Option<string?>("--out") { Description = "Folder of the runs, instead of 'runs'.", HelpName = "DIR" };
        Option<string> format = CommonOptions.Format();
        var command = new Command("runs", "Lists the runs with state, size, identity and date.") { place, format, Remove(services) };
        command.SetAction((parsed, _) =>
        {
            string root = Path.GetFullPath(parsed.GetValue(place) ?? services.Paths.Runs);
            IReadOnlyList<RunState> runs = RunCatalog.All(root);
            if (parsed.GetValue(format) == "json")
            {
                Write(root, runs);
            }
            else
            {
                Print(services.Console, root, runs);
            }

            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static Command Remove(BenchServices services)
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Folders of runs, or SUITE/MODEL/ID as `runs` lists them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("remove", "Removes runs for good. Nothing else in Bench deletes results.") { runs };
        command.SetAction(parsed =>
        {
            foreach (string folder in parsed.GetValue(runs)!.Select(services.Paths.RunToRemove).ToArray())
            {
                IReadOnlyList<string> rest = RunRemoval.Remove(folder);
                services.Console.WriteLine($"Removed: {VisibleText.ForTerminal(folder)}");
                foreach (string other in rest)
                {
                    services.Console.WriteLine($"Not of the run, so it stays: {VisibleText.ForTerminal(other)}");
                }
            }
        });
        return command;
    }

    private static string Name(string root, RunState run) => Path.GetRelativePath(root, run.Folder).Replace('\\', '/');

    private static string StageOf(RunState run) => OptionsBinder.Key(run.Stage.ToString());

    private static void Print(IAnsiConsole console, string root, IReadOnlyList<RunState> runs)
    {
        var table = new Table().AddColumns("run", "state", "instances", "size", "identity", "started (UTC)");
        foreach (RunState run in runs)
        {
            table.AddRow(
            [
                .. new[]
                {
                    Name(root, run),
                    StageOf(run),
                    run.Run is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{run.Complete} of {run.Instances}"),
                    string.Create(CultureInfo.InvariantCulture, $"{run.Bytes / 1e6:0.0} MB"),
                    run.Run?.Identity[..12] ?? "",
                    run.Run?.Started.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "",
                }.Select(text => new Text(VisibleText.ForTerminal(text))),
            ]);
        }

        console.Write(table);
        foreach (RunState run in runs.Where(run => run.Problem is not null))
        {
            console.WriteLine(VisibleText.ForTerminal($"{Name(root, run)}: {run.Problem}"));
        }
    }

    private static void Write(string root, IReadOnlyList<RunState> runs) => JsonOutput.Print(runs.Select(run => new
    {
        Run = Name(root, run),
        run.Folder,
        State = StageOf(run),
        run.Complete,
        run.Instances,
        run.Bytes,
        run.Run?.Identity,
        Started = run.Run?.Started.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        run.Problem,
    }));
}
