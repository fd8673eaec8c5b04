using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>Agreement of explainers as table and as JSON.</summary>
internal static class AgreementOutput
{
    private static readonly AgreementMeasure[] _measures = Enum.GetValues<AgreementMeasure>();

    public static void Show(IAnsiConsole console, CorpusAgreement corpus, IEnumerable<CaseAgreement>? cases, AgreementMeasure measure, bool json)
    {
        if (json)
        {
            JsonOutput.Print(writer =>
            {
                writer.WriteStartObject();
                WriteHead(writer, corpus.Explainers);
                writer.WriteNumber("k", corpus.Top);
                writer.WriteNumber("cases", corpus.Cases);
                WriteMeasures(writer, corpus.Explainers.Length, which => corpus[which], counts: true);
                WriteNumbers(writer, "with_others", corpus.WithOthers);
                if (cases is not null)
                {
                    WriteCases(writer, corpus.Explainers.Length, cases);
                }

                writer.WriteEndObject();
            });
            return;
        }

        Print(console, corpus.Explainers, corpus[measure], corpus.WithOthers);
        console.WriteLine($"Mean {Words(measure, corpus.Top)} over {corpus.Cases} cases; where explanations rank nothing, a case is left out.");
        console.WriteLine("With others: mean Spearman correlation with the consensus of all other explainers, random scores aside.");
    }

    public static void Show(IAnsiConsole console, IReadOnlyList<string> explainers, CaseAgreement[] cases, AgreementMeasure measure, bool json)
    {
        if (json)
        {
            JsonOutput.Print(writer =>
            {
                writer.WriteStartObject();
                WriteHead(writer, explainers);
                WriteCases(writer, explainers.Count, cases);
                writer.WriteEndObject();
            });
            return;
        }

        foreach (CaseAgreement one in cases)
        {
            console.WriteLine($"Instance {VisibleText.ForTerminal(one.Record.Instance ?? "")}, target {VisibleText.ForTerminal(one.Record.Target.Label)}: {OptionsBinder.Key(measure.ToString())}");
            Print(console, explainers, one[measure], one.WithOthers);
            string unit = one.Record.Granularity is { } explained ? OptionsBinder.Key(explained.ToString()) : "token";
            var table = new Table().AddColumn(unit).AddColumn(new TableColumn("consensus").RightAligned());
            ImmutableArray<string> readable = one.Record.ReadableTokens();
            foreach ((int feature, double score) in one.Consensus.Index().OrderByDescending(entry => entry.Item))
            {
                table.AddRow(Markup.Escape(VisibleText.ForTerminal(readable[one.Features[feature]])), Numbers.Text(score));
            }

            console.Write(table);
        }

        console.WriteLine("Consensus: how far up the explainers put a token on average, from 0 (all last) to 1 (all first), random scores aside.");
    }

    private static void Print(IAnsiConsole console, IReadOnlyList<string> explainers, AgreementMatrix matrix, IReadOnlyList<double> withOthers)
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
                .. explainers.Select((_, j) => row == j ? "" : Numbers.Text(matrix[row, j])),
                Numbers.Text(withOthers[i]),
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

    private static void WriteHead(Utf8JsonWriter writer, IReadOnlyList<string> explainers)
    {
        writer.WriteStartArray("explainers");
        foreach (string explainer in explainers)
        {
            writer.WriteStringValue(explainer);
        }

        writer.WriteEndArray();
    }

    private static void WriteCases(Utf8JsonWriter writer, int explainers, IEnumerable<CaseAgreement> cases)
    {
        writer.WriteStartArray("instances");
        foreach (CaseAgreement one in cases)
        {
            writer.WriteStartObject();
            writer.WriteString("instance", one.Record.Instance);
            writer.WriteString("target", one.Record.Target.Label);
            WriteMeasures(writer, explainers, which => one[which], counts: false);
            WriteNumbers(writer, "with_others", one.WithOthers);
            WriteNumbers(writer, "consensus", one.Consensus);
            writer.WriteStartArray("features");
            foreach (int position in one.Features)
            {
                writer.WriteNumberValue(position);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteMeasures(Utf8JsonWriter writer, int explainers, Func<AgreementMeasure, AgreementMatrix> matrix, bool counts)
    {
        writer.WriteStartObject("measures");
        foreach (AgreementMeasure measure in _measures)
        {
            writer.WriteStartObject(OptionsBinder.Key(measure.ToString()));
            WriteRows(writer, "mean", explainers, (i, j) => matrix(measure)[i, j]);
            if (counts)
            {
                WriteRows(writer, "cases", explainers, (i, j) => matrix(measure).Count(i, j));
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter writer, string name, int count, Func<int, int, double> value)
    {
        writer.WriteStartArray(name);
        for (int i = 0; i < count; i++)
        {
            int row = i;
            WriteValues(writer, Enumerable.Range(0, count).Select(j => value(row, j)));
        }

        writer.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, IEnumerable<double> values)
    {
        writer.WritePropertyName(name);
        WriteValues(writer, values);
    }

    private static void WriteValues(Utf8JsonWriter writer, IEnumerable<double> values)
    {
        writer.WriteStartArray();
        foreach (double value in values)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }
}
