using System.Text.Json;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>
/// <c>report.json</c>: the run, the comparison, its analysis and all scores for other programs. Its form is published in
/// <c>Schemas/report.schema.json</c>.
/// </summary>
public sealed class JsonReport : IResultExporter
{
    /// <summary>Version of the form; raised whenever readers may have to change.</summary>
    public const int FormatVersion = 3;

    public string FileName => "report.json";

    public void Write(ResultSet results, TextWriter writer)
    {
        byte[] json = JsonText.Write(json => Write(results, json), indented: true);
        writer.Write(System.Text.Encoding.UTF8.GetString(json));
        writer.Write('\n');
    }

    private static void Write(ResultSet results, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("format", FormatVersion);
        json.WritePropertyName("run");
        results.Run.Write(json);
        json.WriteStrings("verdict", Conclusions.Sentences(results.Table));
        json.WriteStrings("slices", SliceFindings.Sentences(results));
        json.WriteStrings("explainers", results.Table.Explainers);
        json.WriteStartArray("comparison");
        foreach (MetricAnalysis metric in results.Analysis.Metrics)
        {
            Write(metric, json);
        }

        json.WriteEndArray();
        json.WriteOtherClass(results);
        json.WriteProtocol(results);
        json.WriteSpread(results);
        json.WriteRankings(results);
        json.WriteStartArray("recommendations");
        foreach (Recommendation recommendation in Recommendations.Of(results))
        {
            RecommendationJson.Write(json, recommendation);
        }

        json.WriteEndArray();
        json.WriteStartArray("scores");
        foreach (ScoreRow row in results.Scores)
        {
            json.WriteStartObject();
            json.WriteString("instance", row.Instance);
            json.WriteString("target", row.Target);
            json.WriteString("explainer", row.Explainer);
            json.WriteString("metric", row.Metric);
            json.WriteFinite("value", row.Value);
            json.WriteString("status", row.Status);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(MetricAnalysis metric, Utf8JsonWriter json)
    {
        ComparisonColumn column = metric.Column;
        json.WriteStartObject();
        json.WriteString("metric", column.Name);
        json.WriteBoolean("counted", column.IsCounted);
        json.WriteNumber("cases", column.Comparison.Coverage.IsEmpty ? 0 : column.Comparison.Coverage[0].Cases);
        json.WriteNumber("tests", column.Comparison.Tests);
        json.WriteSelfTest(column.SelfTest);
        json.WriteStartArray("means");
        string[] letters = [.. SignificanceLetters.Of(column)];
        int[] ranks = [.. TableRanks.Of(column)];
        foreach ((int i, MeanEstimate estimate) in column.Comparison.Means.Index())
        {
            json.WriteStartObject();
            json.WriteString("explainer", column.Explainers[i]);
            json.WriteFinite("mean", estimate.Mean);
            json.WriteFinite("low", estimate.Low);
            json.WriteFinite("high", estimate.High);
            json.WriteString("interval", OptionsBinder.Key(estimate.Interval.ToString()));
            json.WriteNumber("count", estimate.Count);
            json.WriteCoverage(column.Comparison.Coverage[i]);
            json.WriteFinite("effect", column.Comparison.Effect(i));
            json.WriteBoolean("no_signal", column.IsNoSignal(i));
            json.WriteBoolean("unsigned", column.Unsigned.Contains(i));
            json.WriteFinite("rank", ranks[i] == 0 ? null : ranks[i]);
            json.WriteString("letters", letters[i]);
            json.WriteString("standing", OptionsBinder.Key(column.Standing(i).ToString()));
            json.WriteFinite("chance_of_best", column.Comparison.ChanceOfBest[i]);
            json.WriteFlag("beats_floor", column.BeatsFloor(i));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteFriedman(metric);
        json.WritePairs(metric);
        json.WriteEndObject();
    }
}
