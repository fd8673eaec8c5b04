using System.Text.Json;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>A recommendation as JSON.</summary>
public static class RecommendationJson
{
    /// <summary>Writes a recommendation as one JSON object.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="recommendation">The recommendation.</param>
    public static void Write(Utf8JsonWriter writer, Recommendation recommendation)
    {
        writer.WriteStartObject();
        writer.WriteString("prefer", OptionsBinder.Key(recommendation.Preference.ToString()));
        writer.WriteFinite("max_rows", recommendation.Budget.MaxRows);
        writer.WriteFinite("max_ms", recommendation.Budget.MaxMilliseconds);
        writer.WriteString("recommended", recommendation.Chosen?.Name);
        writer.WriteString("cheaper", recommendation.Cheaper?.Name);
        writer.WriteStartArray("evidence");
        foreach (Evidence evidence in recommendation.Evidence)
        {
            writer.WriteStartObject();
            writer.WriteString("metric", evidence.Metric);
            writer.WriteEstimate("estimate", evidence.Mean);
            writer.WriteFinite("random", evidence.Floor);
            writer.WriteFlag("beats_random", evidence.BeatsFloor);
            writer.WriteString("standing", OptionsBinder.Key(evidence.Standing.ToString()));
            writer.WriteString("against_runner_up", evidence.AgainstRunnerUp);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("explainers");
        foreach (Candidate candidate in recommendation.Candidates)
        {
            writer.WriteStartObject();
            writer.WriteString("name", candidate.Name);
            writer.WriteNumber("quality", candidate.Quality);
            writer.WriteNumber("rows", candidate.Rows);
            writer.WriteNumber("ms", candidate.Milliseconds);
            writer.WriteBoolean("within_budget", candidate.WithinBudget);
            writer.WriteBoolean("pareto", candidate.IsOnFront);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStrings("left_out", recommendation.LeftOut);
        writer.WriteEndObject();
    }
}
