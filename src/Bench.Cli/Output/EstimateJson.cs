using System.Text.Json;
using Bench.Evaluation;

namespace Bench.Cli;

/// <summary>Writes estimates as JSON; what there is no number for is null.</summary>
internal static class EstimateJson
{
    public static void WriteEstimate(this Utf8JsonWriter writer, string name, MeanEstimate estimate)
    {
        writer.WriteStartObject(name);
        writer.WriteFinite("mean", estimate.Mean);
        writer.WriteFinite("low", estimate.Low);
        writer.WriteFinite("high", estimate.High);
        writer.WriteNumber("count", estimate.Count);
        writer.WriteEndObject();
    }

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
}
