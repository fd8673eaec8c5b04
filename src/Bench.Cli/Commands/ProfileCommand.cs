using System.CommandLine;
using Bench.Evaluation;

namespace Bench.Cli;

/// <summary><c>profile</c>: where each explainer fails, over runs that each show one difficulty.</summary>
internal static class ProfileCommand
{
    public static Command Create(BenchServices services)
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Runs, one for each difficulty; the name of a suite stands for a run on each of its models.",
            Arity = ArgumentArity.OneOrMore,
        };
        var metric = new Option<string>("--metric")
        {
            Description = "The metric that tells, by its name in the runs or in their tables.",
            HelpName = "METRIC",
            DefaultValueFactory = _ => "exact-correlation",
        };
        var limit = new Option<double>("--limit")
        {
            Description = "The value from which an explainer holds; where less is better, up to which.",
            HelpName = "X",
            DefaultValueFactory = _ => 0.98,
        }.Strict();
        Option<string> format = CommonOptions.Format();
        var command = new Command(
            "profile", "Shows where each explainer fails, over runs that each show one difficulty (see the suite failure-modes).")
        {
            runs, metric, limit, format,
        };
        command.SetAction((parsed, _) =>
        {
            ResultSet[] results =
                [.. parsed.GetValue(runs)!.SelectMany(run => Names(services.Paths, run))
                    .Select(run => ResultSet.Read(services.Paths.Run(run)))];
            var profile = FailureProfile.Of(results, parsed.GetValue(metric)!, parsed.GetValue(limit));
            if (parsed.GetValue(format) == "json")
            {
                ProfileOutput.Write(profile);
            }
            else
            {
                ProfileOutput.Print(services.Console, profile);
            }

            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static IEnumerable<string> Names(BenchPaths paths, string run)
    {
        string file = Path.Combine(paths.Suites, run, "suite.yaml");
        return File.Exists(file) ? SuiteFile.Read(file).Models.Select(model => $"{run}/{model.Name}") : [run];
    }
}
