using System.Text.Json;

namespace Bench.Evaluation;

/// <summary>Writes what is known of an explanation's quality as JSON.</summary>
internal static class TrustJson
{
    /// <summary>Writes the property <c>trust</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="trust">The flags.</param>
    public static void Write(Utf8JsonWriter writer, TrustFlags trust)
    {
        writer.WriteStartObject("trust");
        writer.WriteStartArray("flags");
        foreach (string flag in trust.Raised)
        {
            writer.WriteStringValue(flag);
        }

        writer.WriteEndArray();
        WriteNumber(writer, "gap", trust.Gap);
        WriteOrder(writer, trust.Order);
        writer.WriteNumber("special_share", trust.SpecialShare);
        writer.WriteNumber("truncated", trust.Truncated);
        writer.WriteNumber("unknown", trust.Unknown);
        writer.WriteNumber("unknown_share", trust.UnknownShare);
        WriteNumber(writer, "confidence", trust.Confidence);
        WriteNumber(writer, "margin", trust.Margin);
        writer.WriteEndObject();
    }

    /// <summary>Writes the property <c>seeds</c>.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="variance">The spread from seed to seed.</param>
    public static void Write(Utf8JsonWriter writer, SeedVariance variance)
    {
        writer.WriteStartObject("seeds");
        writer.WriteNumber("count", variance.Seeds);
        writer.WriteNumbers("mean", variance.Mean);
        writer.WriteNumbers("standard_deviation", variance.StandardDeviation);
        if (variance.Units is { } units)
        {
            writer.WriteNumbers("unit_mean", units.Mean);
            writer.WriteNumbers("unit_standard_deviation", units.StandardDeviation);
        }

        writer.WriteEndObject();
    }

    private static void WriteOrder(Utf8JsonWriter writer, RankingCertainty? order)
    {
        if (order is null)
        {
            writer.WriteNull("order");
            return;
        }

        writer.WriteStartObject("order");
        writer.WriteNumber("pairs", order.Pairs);
        writer.WriteNumber("certain", order.CertainAboveNext.Length);
        writer.WriteNumbers("certain_above_next", order.CertainAboveNext.Select(position => (double)position));
        writer.WriteBoolean("first_certain", order.IsFirstCertain);
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
