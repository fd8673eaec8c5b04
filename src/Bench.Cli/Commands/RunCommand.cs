using System.CommandLine;
using System.CommandLine.Completions;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>run</c>: a suite on all its models.</summary>
internal static class RunCommand
{
    public static Command Create(BenchServices services)
    {
        var suite = new Argument<string>("SUITE")
        {
            HelpName = "SUITE",
            Description = "A name from `list suites`, or the path of a folder with a suite.yaml.",
        };
        suite.CompletionSources.Add(_ => services.SuiteNames.Select(name => new CompletionItem(name)));
        var limit = new Option<int?>("--limit") { Description = "Use the first N instances only.", HelpName = "N" }.Counting();
        Option<string[]> explainers = ListOption.Create(
            "Explainers instead of the suite's, for example 'gradient,lime:samples=100'.", () => services.ExplainerIds, "--explainers",
            "--explainer");
        Option<string[]> added = ListOption.Create(
            "Explainers to add to the newest finished run of these options; what it has is taken over into a new run.",
            () => services.ExplainerIds, "--add-explainer", "--add-explainers");
        var shard = new Option<string?>("--shard")
        {
            Description = "Compute the i-th of n shares of the instances only; `merge` joins them.",
            HelpName = "i/n",
        };
        Option<string[]> metrics = ListOption.Create(
            "Metrics instead of the suite's, by their ids or as tables show them.", () => services.MetricIds, "--metrics", "--metric");
        Option<string?> profile = CommonOptions.Profile();
        var output = new Option<string?>("--out")
        {
            Description = "Folder that gets SUITE/MODEL/ID/ with the results, instead of 'runs'.",
            HelpName = "DIR",
        };
        var seed = new Option<ulong?>("--seed") { Description = "Seed instead of the suite's.", HelpName = "S" }.Strict();
        var seeds = new Option<int?>("--seeds")
        {
            Description = "Seeds of explainers that draw, instead of the suite's; the first is compared, all tell the spread.",
            HelpName = "N",
        }.Counting(Suite.MostSeeds);
        Option<string?> removal = CommonOptions.Removal();
        Option<string?> granularity = UnitOptions.Choice<Granularity>(
            "--granularity", "What is explained, taken away and judged as one, instead of the suite's; segments are the dataset's.");
        Option<string?> gather = UnitOptions.Choice<Gather>(
            "--gather", "How the scores of a unit's tokens become one, instead of the suite's way.");
        Option<int> threads = CommonOptions.Threads();
        Option<bool> truncate = CommonOptions.Truncate();
        var noMemory = new Option<bool>("--no-memory", "--no-store")
        {
            Description = "Compute equal inputs again and again; results are the same.",
        };
        var again = new Option<bool>("--again") { Description = "Compute a finished run anew, beside it." };
        var reference = new Option<bool>("--reference")
        {
            Description = "For maintainers: make the run the suite's committed reference, in 'results'.",
        };
        var command = new Command("run", "Runs a suite: explains and scores every instance, then prints the comparison.")
        {
            suite, limit, explainers, added, metrics, profile, output, seed, seeds, removal, granularity, gather, threads, truncate,
            noMemory, shard, again, reference,
        };
        CoreArguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(explainers) is { Length: > 0 } && parsed.GetValue(added) is { Length: > 0 })
            {
                throw new BenchException(
                    "The explainers of the run and those to add were both given", "--add-explainer", "Leave out --explainers");
            }

            var settings = new RunSettings
            {
                OutputRoot = parsed.GetValue(output) ?? services.Paths.Runs,
                Limit = parsed.GetValue(limit),
                Seed = parsed.GetValue(seed),
                Seeds = parsed.GetValue(seeds),
                Explainers = [.. ListOption.Specs(parsed.GetValue(explainers))],
                AddedExplainers = [.. ListOption.Specs(parsed.GetValue(added))],
                Shard = parsed.GetValue(shard) is { } share ? Shard.Parse(share, "--shard") : Shard.Whole,
                Metrics = [.. ListOption.Specs(parsed.GetValue(metrics))],
                Profile = services.Profile(parsed.GetValue(profile)),
                Removal = CommonOptions.RemovalOf(parsed.GetValue(removal)),
                Granularity = UnitOptions.Named<Granularity>(parsed.GetValue(granularity)),
                Gather = UnitOptions.Named<Gather>(parsed.GetValue(gather)),
                Truncate = parsed.GetValue(truncate),
                Threads = parsed.GetValue(threads),
                Remember = !parsed.GetValue(noMemory),
                Again = parsed.GetValue(again),
            };
            if (parsed.GetValue(reference) && settings.ChangesTheSuite)
            {
                throw new BenchException(
                    "A reference is the whole suite as its file has it", "--reference", "Leave out the options that change the suite");
            }

            Suite read = services.ReadSuite(parsed.GetValue(suite)!, cancellationToken);
            foreach (ModelReference model in read.Models)
            {
                Run(services, read, model, settings, parsed.GetValue(reference), cancellationToken);
            }

            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static void Run(
        BenchServices services, Suite suite, ModelReference model, RunSettings settings, bool isReference,
        CancellationToken cancellationToken)
    {
        SuiteRunner runner = services.Runner();
        DateTimeOffset begun = DateTimeOffset.UtcNow;
        services.Console.WriteLine($"{suite.Name} on {VisibleText.ForTerminal(model.Name)}");
        (ResultSet? results, string folder) = RunProgress.Show(
            services.Console, progress => runner.Run(suite, model, settings, progress, cancellationToken));
        string written = VisibleText.ForTerminal(Path.GetRelativePath(Environment.CurrentDirectory, folder));
        if (results is null)
        {
            services.Console.WriteLine($"Shard {settings.Shard}: {written}. When all are done, `merge` joins them");
            return;
        }

        TerminalSummary.Print(services.Console, results);
        services.Console.WriteLine($"Results: {written}{(results.Run.Started < begun ? "; done, --again computes anew" : "")}");
        if (isReference)
        {
            string renewed = Path.GetRelativePath(Environment.CurrentDirectory, ReferenceExport.Write(folder, services.Paths.Results));
            services.Console.WriteLine($"Reference renewed: {VisibleText.ForTerminal(renewed)}");
        }
    }
}
