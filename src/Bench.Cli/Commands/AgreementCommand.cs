using System.CommandLine;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Cli;

/// <summary><c>agreement</c>: how far the explainers of a run say the same.</summary>
internal static class AgreementCommand
{
    public static Command Create(BenchServices services)
    {
        Argument<string> run = RunArgument.Create(services);
        string[] measures = [.. Enum.GetNames<AgreementMeasure>().Select(OptionsBinder.Key)];
        Option<string> measure = CommonOptions.Choice(
            "--measure", "Measure of the table; JSON has all.",
            [OptionsBinder.Key(nameof(AgreementMeasure.RankCorrelation)), .. measures.Where(name => name != "rank-correlation")]);
        var top = new Option<int>("--k")
        {
            Description = "How many top tokens the first four measures compare.",
            HelpName = "K",
            DefaultValueFactory = _ => CorpusAgreement.DefaultTop,
        }.Counting();
        var instance = new Option<string?>("--instance")
        {
            Description = "Show one instance instead of the whole run, with the consensus on its tokens.",
            HelpName = "ID",
        };
        var all = new Option<bool>("--by-instance") { Description = "With --format json: one entry per instance and target too." };
        Option<string> format = CommonOptions.Format();
        var command = new Command("agreement", "Shows how far the explainers of a run agree with each other.")
        {
            run, measure, top, instance, all, format,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            string folder = services.Paths.Run(parsed.GetValue(run)!);
            ResultSet results = FinishedRun.WithTexts(services, folder, cancellationToken);
            int k = parsed.GetValue(top);
            AgreementMeasure chosen = Enum.GetValues<AgreementMeasure>()
                .First(value => OptionsBinder.Key(value.ToString()) == parsed.GetValue(measure));
            bool json = parsed.GetValue(format) == "json";
            if (parsed.GetValue(instance) is { } id)
            {
                CaseAgreement[] cases = [.. CorpusAgreement.ByCase(results, k).Where(one => one.Record.Instance == id)];
                if (cases.Length == 0)
                {
                    throw new BenchException(
                        $"The run has no instance '{id}'", "--instance", $"The ids stand in {Path.Combine(folder, ScoresCsv.FileName)}");
                }

                AgreementOutput.Show(services.Console, [.. results.Table.Explainers], cases, chosen, json);
                return Task.FromResult(ExitCodes.Success);
            }

            CorpusAgreement corpus = CorpusAgreement.Of(results, k);
            if (corpus.Cases == 0)
            {
                throw new BenchException(
                    "The run has no explanations", Path.Combine(folder, ExplanationRecord.FileName), "Run the suite again");
            }

            AgreementOutput.Show(services.Console, corpus, parsed.GetValue(all) ? CorpusAgreement.ByCase(results, k) : null, chosen, json);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
