using System.Collections.Immutable;
using System.CommandLine;
using Bench.Evaluation;

namespace Bench.Cli;

/// <summary><c>sensitivity</c>: how much a run's rankings hang on the choice of metrics and options.</summary>
internal static class SensitivityCommand
{
    public static Command Create(BenchServices services)
    {
        Argument<string> run = RunArgument.Create(services);
        Option<string> format = CommonOptions.Format();
        var command = new Command("sensitivity", "Shows how much a run's rankings hang on the choice of metrics and their options.")
        {
            run, format,
        };
        command.SetAction((parsed, _) =>
        {
            ComparisonTable table = ResultSet.Read(services.Paths.Run(parsed.GetValue(run)!)).Table;
            ImmutableArray<RankingSensitivity> families = RankingSensitivity.Of(table);
            if (parsed.GetValue(format) == "json")
            {
                JsonOutput.Print(SensitivityOutput.Data(table, families));
            }
            else
            {
                SensitivityOutput.Print(services.Console, table, families);
            }

            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
