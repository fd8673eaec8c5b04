using System.Collections.Immutable;
using System.Text.Json;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>Writes what a run says of its protocol, and what stands apart by it, as JSON.</summary>
internal static class ProtocolJson
{
    /// <summary>Writes the properties <c>protocol</c>, <c>added_afterwards</c> and <c>option_sensitivity</c>.</summary>
    public static void WriteProtocol(this Utf8JsonWriter json, ResultSet results)
    {
        json.WriteStartArray("protocol");
        foreach (ProtocolItem item in ProtocolChecklist.Of(results))
        {
            json.WriteStartObject();
            json.WriteString("question", item.Question);
            json.WriteString("answer", item.Answer);
            json.WriteFlag("met", item.IsMet);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStrings("added_afterwards", ProtocolChecklist.Added(results.Run));
        json.WriteStartArray("option_sensitivity");
        foreach (OptionSensitivity metric in OptionSensitivity.All(results.Table))
        {
            json.WriteStartObject();
            json.WriteString("metric", metric.Metric);
            json.WriteFinite("lowest_tau", metric.LowestTau);
            json.WriteStartArray("variants");
            foreach ((string variant, ImmutableArray<int> leaders) in metric.Variants.Zip(metric.Leaders))
            {
                json.WriteStartObject();
                json.WriteString("name", variant);
                json.WriteStrings("first", leaders.Select(i => results.Table.Explainers[i]));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the property <c>seed_spread</c>: how far means differ from one seed of an explainer to the next.</summary>
    public static void WriteSpread(this Utf8JsonWriter json, ResultSet results)
    {
        json.WriteStartArray("seed_spread");
        foreach (SeedSpread spread in SeedSpread.Of(results))
        {
            json.WriteStartObject();
            json.WriteString("explainer", spread.Explainer);
            json.WriteNumber("seeds", spread.Seeds);
            json.WriteStartArray("deviations");
            foreach ((ComparisonColumn column, double deviation) in results.Table.Columns.Zip(spread.Deviations))
            {
                json.WriteStartObject();
                json.WriteString("metric", column.Name);
                json.WriteFinite("deviation", deviation);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the property <c>other_class</c>: means on the cases whose explained class is not the true one.</summary>
    public static void WriteOtherClass(this Utf8JsonWriter json, ResultSet results)
    {
        json.WriteStartArray("other_class");
        foreach (ComparisonColumn column in results.Table.OtherClass)
        {
            json.WriteStartObject();
            json.WriteString("metric", column.Name);
            json.WriteStartArray("means");
            foreach ((int i, MeanEstimate mean) in column.Comparison.Means.Index())
            {
                json.WriteStartObject();
                json.WriteString("explainer", column.Explainers[i]);
                json.WriteEstimate("mean", mean);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes how many cases an explainer has no score for, and between what its mean would lie with them.</summary>
    public static void WriteCoverage(this Utf8JsonWriter json, CaseCoverage coverage)
    {
        json.WriteNumber("missing", coverage.Missing);
        json.WriteNumber("missing_share", coverage.Silence);
        json.WriteBoolean("silent", coverage.IsSilent);
        json.WriteFinite("worst_mean", coverage.WorstMean);
        json.WriteFinite("best_mean", coverage.BestMean);
    }
}
