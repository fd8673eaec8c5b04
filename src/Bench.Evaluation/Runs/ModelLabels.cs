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
        int found = IndexOf(info.Labels, label);
        return found >= 0
            ? found
            : throw new BenchException(
                $"The model {info.Name} has no label '{label}'",
                where,
                $"{NearMatches.Suggest(label, info.Labels)}Its labels: {string.Join(", ", info.Labels)}");
    }

    /// <summary>The same without a refusal: −1 where there is no such label.</summary>
    /// <param name="labels">The model's labels.</param>
    /// <param name="label">Label or index as text.</param>
    public static int IndexOf(IReadOnlyList<string> labels, string label)
    {
        string[] all = [.. labels];
        int exact = Array.IndexOf(all, label);
        if (exact >= 0)
        {
            return exact;
        }

        int[] folded = [.. Enumerable.Range(0, all.Length).Where(i => string.Equals(all[i], label, StringComparison.OrdinalIgnoreCase))];
        if (folded.Length == 1)
        {
            return folded[0];
        }

        return int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < all.Length ? index : -1;
    }
}
