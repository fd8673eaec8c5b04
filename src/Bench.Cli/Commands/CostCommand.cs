using System.Collections.Immutable;
using System.CommandLine;
using Bench.Evaluation;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Cli;

/// <summary><c>cost</c>: what an explanation took, in rows, operations and seconds.</summary>
internal static class CostCommand
{
    public static Command Create(BenchServices services)
    {
        Argument<string> run = RunArgument.Create(services);
        Option<string> format = CommonOptions.Format();
        var command = new Command("cost", "Shows what one explanation of each explainer took in a run, on average.") { run, format };
        command.SetAction((parsed, _) =>
        {
            ResultSet results = ResultSet.Read(services.Paths.Run(parsed.GetValue(run)!));
            ImmutableArray<MeanCost> costs = MeanCost.Of(results);
            if (parsed.GetValue(format) == "json")
            {
                Write(costs);
            }
            else
            {
                Print(services.Console, results.Run, costs);
            }

            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static void Write(ImmutableArray<MeanCost> costs) => JsonOutput.Print(new
    {
        Explainers = costs.Select(cost => new
        {
            Name = cost.Explainer,
            cost.Explanations,
            cost.RowsForward,
            cost.RowsBackward,
            cost.Tokens,
            cost.Flops,
            cost.Seconds,
        }),
    });

    private static void Print(IAnsiConsole console, RunManifest run, ImmutableArray<MeanCost> costs)
    {
        var table = new Table().AddColumn("explainer");
        foreach (string head in (string[])["explanations", "forward rows", "backward rows", "tokens", "GFLOP", "ms"])
        {
            table.AddColumn(new TableColumn(head).RightAligned());
        }

        foreach (MeanCost cost in costs)
        {
            table.AddRow(
                Markup.Escape(VisibleText.ForTerminal(cost.Explainer)),
                CellNumbers.Text(cost.Explanations, "0"),
                CellNumbers.Text(cost.RowsForward, "0.#"),
                CellNumbers.Text(cost.RowsBackward, "0.#"),
                CellNumbers.Text(cost.Tokens, "0"),
                CellNumbers.Text(cost.Flops / 1e9 ?? double.NaN, "0.###"),
                CellNumbers.Text(1000 * cost.Seconds, "0.##"));
        }

        console.Write(table);
        console.WriteLine(VisibleText.ForTerminal(
            $"Means over the explanations made. Milliseconds are those of the run's machine ({run.Machine.Processor}), as if the "
                + "explainer had been alone."));
    }
}
