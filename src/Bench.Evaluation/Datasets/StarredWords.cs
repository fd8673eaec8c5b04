using System.Text.RegularExpressions;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Words marked by stars in a copy of a sentence: <c>A *horse* jumps</c>.</summary>
internal static partial class StarredWords
{
    /// <summary>Where the marked words stand in the sentence, in order; none where the copy is empty.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="marked">The copy; words are what stands between blanks, marked ones begin and end with a star.</param>
    /// <param name="segment">0 for the first text, 1 for the second.</param>
    /// <param name="where">Where the copy was read, for messages.</param>
    /// <exception cref="BenchException">The copy has other words than the sentence.</exception>
    public static IEnumerable<CharacterSpan> Of(string sentence, string marked, int segment, string where)
    {
        string[] copies = [.. Word().Matches(marked).Select(word => word.Value)];
        if (copies.Length == 0)
        {
            return [];
        }

        Match[] words = [.. Word().Matches(sentence).AsEnumerable()];
        return words.Select(word => Bare(word.Value)).SequenceEqual(copies.Select(Bare), StringComparer.Ordinal)
            ? [.. words.Zip(copies).Where(pair => IsMarked(pair.Second))
                .Select(pair => new CharacterSpan(pair.First.Index, pair.First.Index + pair.First.Length, segment))]
            : throw new BenchException(
                $"The marked copy is not the sentence: '{marked}'", where, "Leave the row out, by 'on-bad-row: skip' under 'dataset'");
    }

    private static bool IsMarked(string word) => word.Length > 2 && word[0] == '*' && word[^1] == '*';

    // The published copies have lost some quotes.
    private static string Bare(string word) => word.Replace("*", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\S+")]
    private static partial Regex Word();
}
