using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Library;

/// <summary>Finds the words that somebody marked.</summary>
internal static class MarkedWords
{
    /// <summary>The characters of phrases, each wherever it stands as whole words, without regard to case.</summary>
    /// <param name="text">The text.</param>
    /// <param name="phrases">The phrases.</param>
    /// <exception cref="BenchException">The text lacks one.</exception>
    public static Rationale Find(string text, IEnumerable<string> phrases)
    {
        var spans = ImmutableArray.CreateBuilder<CharacterSpan>();
        foreach (string phrase in phrases)
        {
            int before = spans.Count;
            for (int at = Next(text, phrase, 0); at >= 0; at = Next(text, phrase, at + 1))
            {
                if (IsEdge(text, at) && IsEdge(text, at + phrase.Length))
                {
                    spans.Add(new CharacterSpan(at, at + phrase.Length));
                }
            }

            if (spans.Count == before)
            {
                throw new BenchException(
                    $"The text has no words '{phrase}'", "rationale", "Give words or phrases as they stand in the text");
            }
        }

        return new Rationale(spans.ToImmutable());
    }

    private static int Next(string text, string phrase, int from) =>
        phrase.Length == 0 || from >= text.Length ? -1 : text.IndexOf(phrase, from, StringComparison.OrdinalIgnoreCase);

    private static bool IsEdge(string text, int at) =>
        at == 0 || at == text.Length || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(text[at]);
}
