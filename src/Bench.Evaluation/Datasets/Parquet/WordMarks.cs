using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Turns flags of words, or phrases, into spans of characters.</summary>
internal static class WordMarks
{
    /// <summary>The spans of words that have a flag, in the words joined by blanks.</summary>
    /// <param name="flags">0 or 1 for every word.</param>
    /// <param name="words">The words.</param>
    /// <param name="where">The place, for messages.</param>
    /// <exception cref="BenchException">There are not as many flags as words, or other numbers.</exception>
    public static JsonArray OfFlags(JsonNode? flags, IReadOnlyList<string> words, string where)
    {
        int[] given = flags is JsonArray list
            ? [.. list.Select(flag => flag is JsonValue value && value.TryGetValue(out double number) ? (int)number : -1)]
            : [];
        if (given.Length != words.Count || given.Any(flag => flag is not (0 or 1)))
        {
            throw new BenchException(
                $"There are {given.Length} flags for {words.Count} words, or other numbers than 0 and 1", where,
                "Give one for every word, or leave the row out with 'on-bad-row: skip'");
        }

        var spans = new JsonArray();
        int start = 0;
        for (int i = 0; i < words.Count; i++)
        {
            if (given[i] == 1)
            {
                spans.Add((JsonNode)new JsonArray(start, start + words[i].Length));
            }

            start += words[i].Length + 1;
        }

        return spans;
    }

    /// <summary>The spans of phrases; white space between their words may differ from the text's.</summary>
    /// <param name="phrases">The phrases.</param>
    /// <param name="text">The text.</param>
    /// <param name="where">The place, for messages.</param>
    /// <exception cref="BenchException">A phrase does not stand in the text.</exception>
    public static JsonArray OfPhrases(JsonNode? phrases, string text, string where)
    {
        var spans = new JsonArray();
        IEnumerable<JsonNode?> several = phrases is JsonArray list ? list : [phrases];
        foreach (string phrase in several.Select(phrase => phrase is JsonValue value && value.TryGetValue(out string? words) ? words : ""))
        {
            string[] words = phrase.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            Match found = words.Length == 0
                ? Match.Empty
                : Regex.Match(text, string.Join(@"\s+", words.Select(Regex.Escape)), RegexOptions.CultureInvariant);
            spans.Add((JsonNode)(found.Success
                ? new JsonArray(found.Index, found.Index + found.Length)
                : throw new BenchException(
                    $"The phrase '{InstanceText.Shortened(phrase)}' does not stand in the text", where,
                    "Mend it, or leave the row out with 'on-bad-row: skip'")));
        }

        return spans;
    }
}
