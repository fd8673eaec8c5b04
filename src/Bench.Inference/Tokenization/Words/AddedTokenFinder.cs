using System.Buffers;
using System.Text;

namespace Bench.Inference;

/// <summary>Where an added token was found.</summary>
/// <param name="Id">The token's id.</param>
/// <param name="From">First unit, white space that it takes included.</param>
/// <param name="To">One past the last, white space that it takes included.</param>
internal readonly record struct AddedTokenMatch(int Id, int From, int To);

/// <summary>Finds added tokens: the leftmost match, and of those that start together the longest, as Hugging Face does.</summary>
internal sealed class AddedTokenFinder
{
    private readonly (string Content, AddedToken Token)[] _tokens;
    private readonly SearchValues<char> _firstUnits;

    /// <summary>Prepares the search.</summary>
    /// <param name="tokens">The tokens, each with what to look for.</param>
    public AddedTokenFinder(IEnumerable<(string Content, AddedToken Token)> tokens)
    {
        _tokens = [.. tokens.Where(token => token.Content.Length > 0).OrderByDescending(token => token.Content.Length)];
        _firstUnits = SearchValues.Create([.. _tokens.Select(token => token.Content[0]).Distinct()]);
    }

    /// <summary>The matches, in order; they do not overlap.</summary>
    /// <param name="text">The text to search.</param>
    public List<AddedTokenMatch> Find(ReadOnlySpan<char> text)
    {
        var matches = new List<AddedTokenMatch>();
        int done = 0;
        for (int i = 0; i < text.Length;)
        {
            int skip = text[i..].IndexOfAny(_firstUnits);
            if (skip < 0)
            {
                break;
            }

            i += skip;
            (string content, AddedToken? token) = LongestAt(text[i..]);
            if (token is null)
            {
                i++;
                continue;
            }

            int end = i + content.Length;
            if (!token.SingleWord || (!EndsWithWord(text[..i]) && !StartsWithWord(text[end..])))
            {
                int from = token.StripsLeft ? Math.Max(done, text[..i].TrimEnd().Length) : i;
                done = token.StripsRight ? text.Length - text[end..].TrimStart().Length : end;
                matches.Add(new AddedTokenMatch(token.Id, from, done));
            }

            i = Math.Max(end, done);
        }

        return matches;
    }

    private (string Content, AddedToken? Token) LongestAt(ReadOnlySpan<char> text)
    {
        foreach ((string Content, AddedToken Token) candidate in _tokens)
        {
            if (text.StartsWith(candidate.Content, StringComparison.Ordinal))
            {
                return candidate;
            }
        }

        return ("", null);
    }

    private static bool EndsWithWord(ReadOnlySpan<char> text) =>
        Rune.DecodeLastFromUtf16(text, out Rune rune, out _) == OperationStatus.Done && CharacterKinds.IsWord(rune);

    private static bool StartsWithWord(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out Rune rune, out _) == OperationStatus.Done && CharacterKinds.IsWord(rune);
}
