using System.CommandLine;
using Bench.Evaluation;

namespace Bench.Cli;

/// <summary><c>study</c>: measurements of the methods themselves, whose tables the documentation shows.</summary>
internal static class StudyCommand
{
    public static Command Create(BenchServices services) => new("study", "Measures the methods themselves.")
    {
        BudgetStudyCommand.Create(services),
        Statistics(services),
    };

    private static Command Statistics(BenchServices services)
    {
        Option<int> trials = new Option<int>("--trials")
        {
            Description = "Simulated runs of each situation.",
            HelpName = "N",
            DefaultValueFactory = _ => 10_000,
        }.Counting(StatisticsStudy.MostTrials);
        var output = new Option<string?>("--out")
        {
            Description = "File to write instead of runs/studies/statistics.md; results/studies holds the committed ones.",
            HelpName = "FILE",
        };
        var command = new Command("statistics", "Whether intervals and verdicts keep their promise, on simulated scores.")
        {
            trials, output,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var study = new StatisticsStudy(parsed.GetValue(trials));
            StatisticsFindings findings = RunProgress.Show(services.Console, progress => study.Run(progress, cancellationToken));
            StudyOutput.Write(services, parsed.GetValue(output), "statistics", findings.Write);
            return Task.FromResult(findings.Broken.Any() ? ExitCodes.Worse : ExitCodes.Success);
        });
        return command;
    }
}
