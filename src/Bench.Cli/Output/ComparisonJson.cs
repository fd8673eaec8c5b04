using System.Text.Json;
using Bench.Evaluation;
using Bench.Reporting;

namespace Bench.Cli;

/// <summary>Two runs against each other as JSON.</summary>
internal static class ComparisonJson
{
    public static void Write(Utf8JsonWriter writer, RunComparison comparison, IReadOnlyList<string> violations)
    {
        writer.WriteStartObject();
        WriteRun(writer, "first", comparison.First);
        WriteRun(writer, "second", comparison.Second);
        writer.WriteNumber("paired", comparison.Paired);
        writer.WriteNumber("only_first", comparison.OnlyFirst);
        writer.WriteNumber("only_second", comparison.OnlySecond);
        writer.WriteStartArray("differences");
        foreach (RunDifference difference in comparison.Differences)
        {
            writer.WriteStartObject();
            writer.WriteString("metric", difference.Metric);
            writer.WriteString("explainer", difference.Explainer);
            writer.WriteEstimate("first", difference.First);
            writer.WriteEstimate("second", difference.Second);
            writer.WriteEstimate("difference", difference.Difference.Estimate);
            writer.WriteNumber("p", difference.Difference.PValue);
            writer.WriteNumber("p_adjusted", difference.AdjustedPValue);
            writer.WriteString("verdict", difference.Verdict);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStrings("worse", violations);
        writer.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter writer, string name, RunManifest run)
    {
        writer.WriteStartObject(name);
        writer.WriteString("suite", run.Suite);
        writer.WriteNumber("suite_version", run.SuiteVersion);
        writer.WriteString("model", run.Model.Name);
        writer.WriteString("bench", run.BenchVersion);
        writer.WriteString("identity", run.Identity);
        writer.WriteEndObject();
    }
}
