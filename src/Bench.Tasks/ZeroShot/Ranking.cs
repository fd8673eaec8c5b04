using System.Globalization;
using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>Candidate labels, the best first.</summary>
/// <param name="labels">Labels and scores. Untrusted text.</param>
internal sealed class Ranking(IEnumerable<(string Label, double Score)> labels) : ITaskAnswer
{
    private readonly (string Label, double Score)[] _labels = [.. labels.OrderByDescending(label => label.Score)];

    public string Key => "ranking";

    public IEnumerable<string> Lines =>
        _labels.Select(label => string.Create(CultureInfo.InvariantCulture, $"{label.Label} {label.Score:F3}"));

    public object Value => _labels.Select(label => new Written(label.Label, label.Score)).ToArray();

    private sealed record Written(string Label, double Score);
}
