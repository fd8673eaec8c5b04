using System.CommandLine;
using Bench.Evaluation;
using Bench.Reporting;

namespace Bench.Cli;

/// <summary><c>compare</c>: two runs against each other, for people and for continuous integration.</summary>
internal static class CompareCommand
{
    public static Command Create(BenchServices services)
    {
        Argument<string> first = RunArgument.Create(services);
        Argument<string> second = RunArgument.Create(services, "RUN2");
        var limits = new Option<string[]>("--fail-if-worse")
        {
            Description =
                "Exit with code 1 where an explainer of the second run is worse on METRIC by more than DELTA, and not by chance; may be "
                    + "repeated.",
            HelpName = "METRIC:DELTA",
        };
        Option<string> format = CommonOptions.Format();
        var html = new Option<string?>("--html")
        {
            Description = "Also write a page: what was found, every number, and texts side by side.",
            HelpName = "FILE",
        };
        var command = new Command("compare", "Compares two runs, case by case: other models, versions or settings.")
        {
            first, second, limits, format, html,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            WorseLimit[] accepted = [.. (parsed.GetValue(limits) ?? []).Select(WorseLimit.Parse)];
            string? page = parsed.GetValue(html);
            if (page is not null)
            {
                OutputFile.Require(page);
            }

            ResultSet[] runs = [.. new[] { first, second }.Select(run => services.Paths.Run(parsed.GetValue(run)!))
                .Select(folder => page is null ? ResultSet.Read(folder) : FinishedRun.WithTexts(services, folder, cancellationToken))];
            var comparison = RunComparison.Of(runs[0], runs[1]);
            string[] violations = [.. accepted.SelectMany(comparison.Violations)];
            if (parsed.GetValue(format) == "json")
            {
                JsonOutput.Print(ComparisonJson.Of(comparison, violations));
            }
            else
            {
                ComparisonPrinter.Print(services.Console, comparison);
            }

            if (page is not null)
            {
                OutputFile.Write(Path.GetFullPath(page), writer => ComparisonPage.Write(comparison, runs[0], runs[1], writer));
                Console.Error.WriteLine($"Written: {VisibleText.ForTerminal(page)}");
            }

            foreach (string violation in violations)
            {
                Console.Error.WriteLine($"worse: {VisibleText.ForTerminal(violation)}");
            }

            return Task.FromResult(violations.Length == 0 ? ExitCodes.Success : ExitCodes.Worse);
        });
        return command;
    }
}
