using System.CommandLine;
using Bench.Evaluation;

namespace Bench.Cli;

/// <summary><c>study budgets</c>: what explainers make of equal numbers of model rows, and what of their options.</summary>
internal static class BudgetStudyCommand
{
    public static Command Create(BenchServices services)
    {
        var suite = new Option<string>("--suite")
        {
            Description = "The suite whose texts and first model are used.",
            HelpName = "SUITE",
            DefaultValueFactory = _ => "film-reviews",
        };
        Option<int> seeds = new Option<int>("--seeds")
        {
            Description = "Seeds of methods that draw.",
            HelpName = "N",
            DefaultValueFactory = _ => 3,
        }.Counting(Suite.MostSeeds);
        var limit = new Option<int>("--limit")
        {
            Description = "Most texts to choose options on, and most to judge them on.",
            HelpName = "N",
            DefaultValueFactory = _ => 30,
        }.Counting();
        var output = new Option<string?>("--out")
        {
            Description = "File to write instead of runs/studies/budgets.md; results/studies holds the committed one.",
            HelpName = "FILE",
        };
        Option<int> threads = CommonOptions.Threads();
        var command = new Command("budgets", "Quality of explanations against model rows, and against each explainer's options.")
        {
            suite, seeds, limit, output, threads,
        };
        CoreArguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            Suite read = services.ReadSuite(parsed.GetValue(suite)!);
            var study = new BudgetStudy(
                services.Explainers,
                services.Metrics,
                parsed.GetValue(seeds),
                parsed.GetValue(limit),
                parsed.GetValue(threads));
            using LoadedModel model = services.OpenModel(read.Models[0].Path, 1);
            WholeText.Require(model.Model.Info, read.File);
            BudgetFindings findings = RunProgress.Show(
                services.Console, progress => study.Run(model, services.Datasets.Read(read), progress, cancellationToken));
            StudyOutput.Write(services, parsed.GetValue(output), "budgets", writer => findings.Write(read.Name, writer));
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
