using System.CommandLine;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Cli;

/// <summary><c>study</c>: measurements of the methods themselves, whose tables the documentation shows.</summary>
internal static class StudyCommand
{
    public static Command Create(BenchServices services) => new("study", "Measures the methods themselves.")
    {
        ShapleyError(services),
        BudgetStudyCommand.Create(services),
        Statistics(services),
    };

    private static Command Statistics(BenchServices services)
    {
        var trials = new Option<int>("--trials") { Description = "Simulated runs of each situation.", HelpName = "N", DefaultValueFactory = _ => 10_000 };
        Option<string?> output = Output("statistics");
        var command = new Command("statistics", "Whether intervals and verdicts keep their promise, on simulated scores.") { trials, output };
        command.SetAction((parsed, cancellationToken) =>
        {
            var study = new StatisticsStudy(CommonOptions.RequirePositive(parsed.GetValue(trials), "--trials"));
            StatisticsFindings findings = RunProgress.Show(services.Console, progress => study.Run(progress, cancellationToken));
            StudyOutput.Write(services, parsed.GetValue(output), "statistics", findings.Write);
            return Task.FromResult(findings.Broken.Any() ? ExitCodes.Worse : ExitCodes.Success);
        });
        return command;
    }

    private static Command ShapleyError(BenchServices services)
    {
        var suite = new Option<string>("--suite")
        {
            Description = "The suite whose short texts and first model are used.",
            HelpName = "SUITE",
            DefaultValueFactory = _ => "film-reviews",
        };
        var seeds = new Option<int>("--seeds") { Description = "Repetitions on each text.", HelpName = "N", DefaultValueFactory = _ => 5 };
        var limit = new Option<int?>("--limit") { Description = "Use texts among the first N instances only.", HelpName = "N" };
        Option<string?> output = Output("shapley-error");
        Option<int> threads = CommonOptions.Threads();
        var command = new Command("shapley-error", "Error of the Shapley estimators against exact Shapley values at equal budgets.")
        {
            suite, seeds, limit, output, threads,
        };
        CoreArguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            int repetitions = CommonOptions.RequirePositive(parsed.GetValue(seeds), "--seeds");
            int instances = CommonOptions.RequirePositive(parsed.GetValue(limit) ?? int.MaxValue, "--limit");
            Suite read = SuiteFile.Read(services.Paths.Suite(parsed.GetValue(suite)!));
            using LoadedModel model = services.OpenModel(
                read.Models[0].Path, CommonOptions.RequirePositive(parsed.GetValue(threads), "--threads"));
            WholeText.Require(model.Model.Info, read.File);
            IEnumerable<Instance> texts = services.Datasets.Read(read).Take(instances);
            var study = new ShapleyErrorStudy(services.Explainers, repetitions);
            ShapleyErrors errors = RunProgress.Show(services.Console, progress => study.Run(model, texts, progress, cancellationToken));
            StudyOutput.Write(services, parsed.GetValue(output), "shapley-error", writer => errors.Write(read.Name, writer));
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static Option<string?> Output(string study) => new("--out")
    {
        Description = $"File to write instead of runs/studies/{study}.md; results/studies holds the committed ones.",
        HelpName = "FILE",
    };
}
