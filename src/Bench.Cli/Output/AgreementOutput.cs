using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>Agreement of explainers as table and as JSON.</summary>
internal static class AgreementOutput
{
    private static readonly AgreementMeasure[] _measures = Enum.GetValues<AgreementMeasure>();

    public static void Show(
        IAnsiConsole console, CorpusAgreement corpus, IEnumerable<CaseAgreement>? cases, AgreementMeasure measure, bool json)
    {
        if (json)
        {
            int count = corpus.Explainers.Length;
            JsonOutput.Print(new Whole(
                corpus.Explainers, corpus.Top, corpus.Cases, Measures(count, which => corpus[which], counts: true), corpus.WithOthers)
            {
                Instances = cases is null ? null : Cases(count, cases),
            });
            return;
        }

        Print(console, corpus.Explainers, corpus[measure], corpus.WithOthers);
        console.WriteLine(
            $"Mean {Words(measure, corpus.Top)} over {corpus.Cases} cases; where explanations rank nothing, a case is left out.");
        console.WriteLine("With others: mean Spearman correlation with the consensus of all other explainers, random scores aside.");
    }

    public static void Show(
        IAnsiConsole console, IReadOnlyList<string> explainers, CaseAgreement[] cases, AgreementMeasure measure, bool json)
    {
        if (json)
        {
            JsonOutput.Print(new { Explainers = explainers, Instances = Cases(explainers.Count, cases) });
            return;
        }

        foreach (CaseAgreement one in cases)
        {
            console.WriteLine(
                $"Instance {VisibleText.ForTerminal(one.Record.Instance ?? "")}, target "
                    + $"{VisibleText.ForTerminal(one.Record.Target.Label)}: "
                + OptionsBinder.Key(measure.ToString()));
            Print(console, explainers, one[measure], one.WithOthers);
            string unit = one.Record.Granularity is { } explained ? OptionsBinder.Key(explained.ToString()) : "token";
            var table = new Table().AddColumn(unit).AddColumn(new TableColumn("consensus").RightAligned());
            ImmutableArray<string> readable = one.Record.ReadableTokens();
            foreach ((int feature, double score) in one.Consensus.Index().OrderByDescending(entry => entry.Item))
            {
                table.AddRow(Markup.Escape(VisibleText.ForTerminal(readable[one.Features[feature]])), CellNumbers.Text(score));
            }

            console.Write(table);
        }

        console.WriteLine(
            "Consensus: how far up the explainers put a token on average, from 0 (all last) to 1 (all first), random scores aside.");
    }

    private static void Print(
        IAnsiConsole console, IReadOnlyList<string> explainers, AgreementMatrix matrix, IReadOnlyList<double> withOthers)
    {
        var table = new Table().AddColumn("");
        foreach (string explainer in explainers)
        {
            table.AddColumn(new TableColumn(Markup.Escape(VisibleText.ForTerminal(explainer))).RightAligned());
        }

        table.AddColumn(new TableColumn("with others").RightAligned());
        for (int i = 0; i < explainers.Count; i++)
        {
            int row = i;
            table.AddRow(
            [
                Markup.Escape(VisibleText.ForTerminal(explainers[i])),
                .. explainers.Select((_, j) => row == j ? "" : CellNumbers.Text(matrix[row, j])),
                CellNumbers.Text(withOthers[i]),
            ]);
        }

        console.Write(table);
    }

    private static string Words(AgreementMeasure measure, int k) => measure switch
    {
        AgreementMeasure.Feature => $"share of the {k} strongest tokens that both have",
        AgreementMeasure.Rank => $"share of the {k} strongest tokens that both have at the same rank",
        AgreementMeasure.Sign => $"share of the {k} strongest tokens that both have with the same sign",
        AgreementMeasure.SignedRank => $"share of the {k} strongest tokens that both have at the same rank with the same sign",
        AgreementMeasure.RankCorrelation => "Spearman correlation of the magnitudes",
        _ => "share of the pairs of tokens that both put in the same order",
    };

    private static object Cases(int explainers, IEnumerable<CaseAgreement> cases) => cases.Select(one => new
    {
        one.Record.Instance,
        Target = one.Record.Target.Label,
        Measures = Measures(explainers, which => one[which], counts: false),
        one.WithOthers,
        one.Consensus,
        one.Features,
    });

    private static Dictionary<string, Measured> Measures(int explainers, Func<AgreementMeasure, AgreementMatrix> matrix, bool counts) =>
        _measures.ToDictionary(measure => OptionsBinder.Key(measure.ToString()), measure => new Measured(
            Rows(explainers, (i, j) => matrix(measure)[i, j]),
            counts ? Rows(explainers, (i, j) => matrix(measure).Count(i, j)) : null));

    private static T[][] Rows<T>(int count, Func<int, int, T> value) =>
        [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, count).Select(j => value(i, j)).ToArray())];

    private sealed record Measured(double[][] Mean, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int[][]? Cases);

    private sealed record Whole(IReadOnlyList<string> Explainers, int K, int Cases, object Measures, IReadOnlyList<double> WithOthers)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public object? Instances { get; init; }
    }
}
