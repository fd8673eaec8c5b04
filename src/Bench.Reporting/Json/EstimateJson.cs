using System.Text.Json;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>Writes estimates as JSON; what there is no number for is null.</summary>
public static class EstimateJson
{
    /// <summary>Writes a mean and its interval as an object.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="name">Name of the property.</param>
    /// <param name="estimate">The mean.</param>
    public static void WriteEstimate(this Utf8JsonWriter writer, string name, MeanEstimate estimate)
    {
        writer.WriteStartObject(name);
        writer.WriteFinite("mean", estimate.Mean);
        writer.WriteFinite("low", estimate.Low);
        writer.WriteFinite("high", estimate.High);
        writer.WriteNumber("count", estimate.Count);
        writer.WriteEndObject();
    }

    /// <summary>Writes a number, or null where it is none or not finite.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="name">Name of the property.</param>
    /// <param name="value">The number.</param>
    public static void WriteFinite(this Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>Writes a truth value, or null where there is none.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="name">Name of the property.</param>
    /// <param name="value">The value.</param>
    public static void WriteFlag(this Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } flag)
        {
            writer.WriteBoolean(name, flag);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>Writes texts as an array.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="name">Name of the property.</param>
    /// <param name="values">The texts.</param>
    public static void WriteStrings(this Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
