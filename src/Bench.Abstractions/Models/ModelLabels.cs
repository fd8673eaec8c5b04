using System.Globalization;

namespace Bench.Abstractions;

/// <summary>Finds a model's output by what a person or a dataset calls it.</summary>
public static class ModelLabels
{
    // A language model has a label for each token of its vocabulary.
    private const int MostShown = 100;

    // What datasets call what models call otherwise.
    private static readonly string[][] _synonyms =
    [
        ["negative", "neg", "bad"], ["positive", "pos", "good"], ["neutral", "neu"], ["joy", "happiness", "happy"], ["sadness", "sad"],
        ["anger", "angry"], ["fear", "scared"], ["toxic", "offensive", "abusive"], ["non-toxic", "nontoxic", "normal", "clean", "none"],
        ["hate", "hatespeech", "hate speech"], ["entailment", "entailed", "entails"], ["contradiction", "contradicts", "refutes"],
        ["yes", "true"], ["no", "false"], ["spam", "junk"], ["ham", "not spam"],
    ];

    /// <summary>The output of a label: its exact name, its name in other case, or its index.</summary>
    /// <param name="info">The model.</param>
    /// <param name="label">Label or index as text.</param>
    /// <param name="where">Where the label was found, for the message: a place in a file, or the option that names it.</param>
    /// <exception cref="BenchException">The model has no such label.</exception>
    public static int Find(ModelInfo info, string label, string where)
    {
        int found = IndexOf(info.Labels, label);
        if (found >= 0)
        {
            return found;
        }

        string? meant = Meant(label, info.Labels);
        throw new BenchException(
            $"The model {info.Name} has no label '{label}'",
            where,
            $"{(meant is null ? NearMatches.Suggest(label, info.Labels) : $"Did you mean '{meant}'? ")}"
                + $"Its labels: {string.Join(", ", info.Labels.Take(MostShown))}{(info.Labels.Count > MostShown ? ", …" : "")}; "
                + (where.StartsWith("--", StringComparison.Ordinal)
                    ? "name one, or its index"
                    : $"a suite maps other names with 'labels: {{{label}: {meant ?? "…"}}}' under 'dataset'"));
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

        // A column of whole numbers becomes one of 0.0 and 1.0 as soon as a cell of it is empty: pandas writes it so.
        string whole = label.Contains('.', StringComparison.Ordinal) ? label.TrimEnd('0').TrimEnd('.') : label;
        whole = whole.Length == 0 && label.StartsWith('0') ? "0" : whole;
        return int.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < all.Length ? index : -1;
    }

    // Datasets shorten names (NEG) and models lengthen them, or the reverse.
    private static string? Meant(string label, IReadOnlyList<string> labels)
    {
        string[] alike = [.. labels.Where(own => own.Length > 0 && label.Length > 0
            && (own.StartsWith(label, StringComparison.OrdinalIgnoreCase) || label.StartsWith(own, StringComparison.OrdinalIgnoreCase)))];
        string[] meant = alike.Length == 1 ? alike : [.. labels.Where(own => MeansTheSame(own, label))];
        return meant.Length == 1 ? meant[0] : null;
    }

    private static bool MeansTheSame(string first, string second) => _synonyms.Any(group =>
        group.Contains(first, StringComparer.OrdinalIgnoreCase) && group.Contains(second, StringComparer.OrdinalIgnoreCase));
}
