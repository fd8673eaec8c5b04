using System.Globalization;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>Candidate labels, the best first.</summary>
/// <param name="labels">Labels and scores. Untrusted text.</param>
internal sealed class Ranking(IEnumerable<(string Label, double Score)> labels) : ITaskAnswer
{
    private readonly (string Label, double Score)[] _labels = [.. labels.OrderByDescending(label => label.Score)];

    public string Key => "ranking";

    public IEnumerable<string> Lines => _labels.Select(label => string.Create(CultureInfo.InvariantCulture, $"{label.Label} {label.Score:F3}"));

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach ((string label, double score) in _labels)
        {
            writer.WriteStartObject();
            writer.WriteString("label", label);
            writer.WriteNumber("score", score);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
