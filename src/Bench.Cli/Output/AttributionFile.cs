using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Cli;

/// <summary>Reads scores and rationales that other tools made. All of it is untrusted.</summary>
internal static class AttributionFile
{
    /// <summary>
    /// Scores of every token; special tokens get 0 where the file has only the others. Where the units are larger than tokens, there may be
    /// one score per unit instead; should the text have as many tokens as units, the scores are taken for those of tokens.
    /// </summary>
    /// <exception cref="BenchException">The file is malformed, a score is not a finite number, or their count does not fit.</exception>
    public static Attribution ReadScores(string path, TokenizedText input)
    {
        double[] scores = [.. Property(InputJson.Read(path), "scores", path).EnumerateArray().Select((value, i) => Number(value, i, path))];
        return scores.Length == input.Units.Length && scores.Length != input.FeaturePositions.Length && scores.Length != input.Tokens.Length
            ? Attribution.OfUnits(input, scores)
            : new Attribution(PerToken(scores, input, path, "scores"));
    }

    /// <summary>For every token whether the rationale touches it.</summary>
    /// <exception cref="BenchException">The file is malformed or a span lies outside the text.</exception>
    public static ImmutableArray<bool> ReadRationale(string path, TokenizedText input)
    {
        JsonElement[] entries = [.. Property(InputJson.Read(path), "rationale", path).EnumerateArray()];
        if (entries.Length > 0 && entries.All(entry => entry.ValueKind == JsonValueKind.Array))
        {
            var rationale = new Rationale([.. entries.Select((entry, i) => Span(entry, i, input, path))]);
            return Evaluation.RationaleMap.ToTokens(input, [rationale])[0];
        }

        double[] flags = [.. entries.Select((value, i) => Number(value, i, path))];
        int wrong = Array.FindIndex(flags, flag => flag is not (0 or 1));
        return wrong < 0
            ? [.. PerToken(flags, input, path, "flags").Select(flag => flag == 1)]
            : throw new BenchException(
                $"Flag {wrong} is {flags[wrong]}, expected 0 or 1", path, "Give 0 or 1 per token, or [start,end] spans");
    }

    private static CharacterSpan Span(JsonElement entry, int index, TokenizedText input, string path)
    {
        int[] ends =
            [.. entry.EnumerateArray().Select(end => end.ValueKind == JsonValueKind.Number && end.TryGetInt32(out int value) ? value : -1)];
        int segment = ends.Length == 3 ? ends[2] : 0;
        int length = segment == 0 ? input.Text.Length : segment == 1 && input.TextPair is { } second ? second.Length : -1;
        return ends.Length is 2 or 3 && ends[0] >= 0 && ends[0] < ends[1] && ends[1] <= length
            ? new CharacterSpan(ends[0], ends[1], segment)
            : throw new BenchException(
                $"Span {index} is {entry.GetRawText()}, but the text has the characters 0 to {input.Text.Length}",
                path,
                "Give [start,end] with 0 ≤ start < end ≤ length; [start,end,1] for the second text");
    }

    private static ImmutableArray<double> PerToken(double[] values, TokenizedText input, string path, string what)
    {
        if (values.Length == input.Tokens.Length)
        {
            return [.. values];
        }

        if (values.Length != input.FeaturePositions.Length)
        {
            throw new BenchException(
                $"There are {values.Length} {what} for {input.Tokens.Length} tokens ({input.FeaturePositions.Length} without special tokens"
                + (input.Choice.Granularity == Granularity.Token ? ")" : $", {input.Units.Length} units)"),
                path,
                "Give one per token; `tokenize` shows the tokens");
        }

        double[] all = new double[input.Tokens.Length];
        foreach ((int i, int position) in input.FeaturePositions.Index())
        {
            all[position] = values[i];
        }

        return [.. all];
    }

    private static double Number(JsonElement value, int index, string path) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number)
            ? number
            : throw new BenchException($"Entry {index} is {value.GetRawText()}, expected a finite number", path, "Remove or mend it");

    private static JsonElement Property(JsonElement root, string name, string path)
    {
        JsonElement found = root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out JsonElement property) ? property : root;
        return found.ValueKind == JsonValueKind.Array
            ? found
            : throw new BenchException(
                $"There is no array, and no object with an array under '{name}'", path, $"Write {{\"{name}\": […]}}, or the array alone");
    }
}
