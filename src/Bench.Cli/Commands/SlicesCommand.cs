using System.CommandLine;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Cli;

/// <summary><c>slices</c>: a run's numbers by length, confidence, correctness, class and columns of the dataset.</summary>
internal static class SlicesCommand
{
    public static Command Create(BenchServices services)
    {
        Argument<string> run = RunArgument.Create(services);
        var by = new Option<string?>("--by")
        {
            Description = "Compare the explainers on the parts by this property; without it the properties are listed.",
            HelpName = "NAME",
        };
        var metrics = ListOption.Create("Metrics to show, by their names in the run or in its table; all of them unless given.",
            () => services.MetricIds, "--metrics", "--metric");
        Option<string> format = CommonOptions.Format();
        var command = new Command("slices", "Compares the explainers of a run on parts of its cases.") { run, by, metrics, format };
        command.SetAction((parsed, cancellationToken) =>
        {
            string folder = services.Paths.Run(parsed.GetValue(run)!);
            ResultSet results = FinishedRun.WithTexts(services, folder, cancellationToken);
            IReadOnlyList<Slicing> slicings = Slicer.All(results);
            int[] columns = Columns(results.Table, parsed.GetValue(metrics));
            if (slicings.Count == 0)
            {
                throw new BenchException(
                    "The run has no parts to compare: no property of its cases has at least two values",
                    Path.Combine(folder, ExplanationRecord.FileName),
                    "Run the suite on more texts; where this file is gone, run it again");
            }

            Slicing[] chosen = parsed.GetValue(by) is { } name ? [Find(slicings, name)] : [.. slicings];
            SlicesOutput.Show(
                services.Console, results, chosen, columns, compare: parsed.GetValue(by) is not null, parsed.GetValue(format) == "json");
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static Slicing Find(IReadOnlyList<Slicing> slicings, string name)
    {
        string[] names = [.. slicings.Select(slicing => slicing.By)];
        return slicings.FirstOrDefault(slicing => slicing.By.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw new BenchException(
            $"The run has no parts by '{name}'", "--by", $"{NearMatches.Suggest(name, names)}Its parts: {string.Join(", ", names)}");
    }

    private static int[] Columns(ComparisonTable table, string[]? asked) => asked is null or []
        ? [.. Enumerable.Range(0, table.Columns.Length)]
        : [.. ListOption.Specs(asked).Select(spec =>
            MetricNames.Find(table.Columns.Select(column => (column.Name, column.Descriptor)), spec.ToString(), "--metrics"))];
}
