using System.Globalization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Finds a model's output by what a person or a dataset calls it.</summary>
public static class ModelLabels
{
    /// <summary>The output of a label: its exact name, its name in other case, or its index.</summary>
    /// <param name="info">The model.</param>
    /// <param name="label">Label or index as text.</param>
    /// <param name="where">Where the label was found, for the message.</param>
    /// <exception cref="BenchException">The model has no such label.</exception>
    public static int Find(ModelInfo info, string label, string where)
    {
        string[] labels = [.. info.Labels];
        int exact = Array.IndexOf(labels, label);
        if (exact >= 0)
        {
            return exact;
        }

        int[] folded = [.. Enumerable.Range(0, labels.Length).Where(i => string.Equals(labels[i], label, StringComparison.OrdinalIgnoreCase))];
        if (folded.Length == 1)
        {
            return folded[0];
        }

        return int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < labels.Length
            ? index
            : throw new BenchException(
                $"The model {info.Name} has no label '{label}'", where, $"{NearMatches.Suggest(label, labels)}Its labels: {string.Join(", ", labels)}");
    }
}
