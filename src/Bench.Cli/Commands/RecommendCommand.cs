using System.CommandLine;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Reporting;

namespace Bench.Cli;

/// <summary><c>recommend</c>: which explainer to use under a budget.</summary>
internal static class RecommendCommand
{
    public static Command Create(BenchServices services)
    {
        Argument<string> run = RunArgument.Create(services);
        Option<double?> rows = new Option<double?>("--max-rows")
        {
            Description = "Most model rows an explanation may take, forward and backward together.",
            HelpName = "N",
        }.Strict();
        Option<double?> time = new Option<double?>("--max-ms")
        {
            Description = "Most milliseconds an explanation may take, on the machine of the run.",
            HelpName = "M",
        }.Strict();
        Option<string> prefer = CommonOptions.Choice(
            "--prefer", "What an explanation should be above all.", [.. Enum.GetNames<Preference>().Select(OptionsBinder.Key)]);
        Option<string> format = CommonOptions.Format();
        var command = new Command("recommend", "Recommends an explainer under a budget, with the evidence.")
        {
            run, rows, time, prefer, format,
        };
        command.SetAction((parsed, _) =>
        {
            var budget = new Budget(NotNegative(parsed.GetValue(rows), "--max-rows"), NotNegative(parsed.GetValue(time), "--max-ms"));
            Preference preference = Enum.GetValues<Preference>()
                .First(value => OptionsBinder.Key(value.ToString()) == parsed.GetValue(prefer));
            Recommendation recommendation = Recommendation.Of(
                ResultSet.Read(services.Paths.Run(parsed.GetValue(run)!)), budget, preference);
            if (parsed.GetValue(format) == "json")
            {
                JsonOutput.Print(RecommendationJson.Of(recommendation));
            }
            else
            {
                RecommendationPrinter.Print(services.Console, recommendation);
            }

            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static double? NotNegative(double? value, string option) => value is null or >= 0
        ? value
        : throw new BenchException(FormattableString.Invariant($"The value is {value}"), option, "Give a number of 0 or more");
}
