using System.Text.Json;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>
/// <c>report.json</c>: the run, the comparison and all scores for other programs. Its form is published in <c>Schemas/report.schema.json</c>.
/// </summary>
public sealed class JsonReport : IResultExporter
{
    /// <summary>Version of the form; raised whenever readers may have to change.</summary>
    public const int FormatVersion = 1;

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
        Strings(json, "verdict", Conclusions.Sentences(results.Table));
        Strings(json, "explainers", results.Table.Explainers);
        json.WriteStartArray("comparison");
        foreach (ComparisonColumn column in results.Table.Columns)
        {
            Write(column, json);
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
            Number(json, "value", row.Value ?? double.NaN);
            json.WriteString("status", row.Status);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(ComparisonColumn column, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("metric", column.Name);
        json.WriteStartArray("means");
        string[] letters = [.. SignificanceLetters.Of(column)];
        int[] ranks = [.. TableRanks.Of(column)];
        foreach ((int i, MeanEstimate estimate) in column.Comparison.Means.Index())
        {
            json.WriteStartObject();
            json.WriteString("explainer", column.Explainers[i]);
            Number(json, "mean", estimate.Mean);
            Number(json, "low", estimate.Low);
            Number(json, "high", estimate.High);
            json.WriteString("interval", OptionsBinder.Key(estimate.Interval.ToString()));
            json.WriteNumber("count", estimate.Count);
            json.WriteNumber("missing", column.Missing[i]);
            json.WritePropertyName("rank");
            JsonSerializer.Serialize(json, ranks[i] == 0 ? (int?)null : ranks[i]);
            json.WriteString("letters", letters[i]);
            json.WriteBoolean("best", column.IsBest(i));
            json.WritePropertyName("beats_floor");
            JsonSerializer.Serialize(json, column.BeatsFloor(i));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("differences");
        for (int first = 0; first < column.Comparison.Count; first++)
        {
            for (int second = first + 1; second < column.Comparison.Count; second++)
            {
                PairedDifference difference = column.Comparison.Difference(first, second);
                json.WriteStartObject();
                json.WriteString("first", column.Explainers[first]);
                json.WriteString("second", column.Explainers[second]);
                Number(json, "mean", difference.Estimate.Mean);
                Number(json, "low", difference.Estimate.Low);
                Number(json, "high", difference.Estimate.High);
                json.WriteNumber("p_value", difference.PValue);
                json.WriteNumber("p_value_holm", column.Comparison.AdjustedPValue(first, second));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
