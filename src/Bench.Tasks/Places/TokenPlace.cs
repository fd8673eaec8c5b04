using System.Globalization;
using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>Which of the tokens that make up a text is meant.</summary>
internal enum TokenEdge
{
    /// <summary>The first.</summary>
    First,

    /// <summary>The last.</summary>
    Last,
}

/// <summary>Tokens by what a person calls them: <c>LABEL@5</c>, or <c>LABEL@"Silva"</c>.</summary>
internal static class TokenPlace
{
    /// <summary>Parts a name at its @; in quotes an @ is a character like others.</summary>
    public static (string Label, string? Place) Split(string name)
    {
        int quoted = name.EndsWith('"') ? name.IndexOf("@\"", StringComparison.Ordinal) : -1;
        int at = quoted >= 0 ? quoted : name.LastIndexOf('@');
        return at < 0 ? (name, null) : (name[..at], name[(at + 1)..]);
    }

    /// <summary>The position that a place means.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">A number, counted from 0 with special tokens, or a part of the text in quotes.</param>
    /// <param name="edge">Which token of a part of the text.</param>
    /// <param name="where">The option that names it.</param>
    /// <exception cref="BenchException">There is no such token, or several.</exception>
    public static int Find(TokenizedText text, string place, TokenEdge edge, string where)
    {
        if (place.Length > 2 && place[0] == '"' && place[^1] == '"')
        {
            return FindText(text, place[1..^1], edge, where);
        }

        return int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out int position) && position < text.Tokens.Length
            ? position
            : throw new BenchException(
                $"There is no token '{place}'",
                where,
                $"Give a number from 0 to {text.Tokens.Length - 1}, or a part of the text in quotes, as in @\"{Example(text)}\"");
    }

    /// <summary>The first and the last position that a place means.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Two numbers such as 12-14, one number, or a part of the text in quotes.</param>
    /// <param name="where">The option that names it.</param>
    /// <exception cref="BenchException">There is no such token, there are several, or the second stands before the first.</exception>
    public static (int First, int Last) FindRange(TokenizedText text, string place, string where)
    {
        bool isQuoted = place.StartsWith('"');
        string[] ends = isQuoted ? [place] : place.Split('-');
        (int first, int last) = (Find(text, ends[0], TokenEdge.First, where), Find(text, ends[^1], TokenEdge.Last, where));
        return ends.Length <= 2 && first <= last ? (first, last) : throw new BenchException(
            $"'{place}' is no stretch of tokens", where,
            "Give its first and its last token, as in @12-14, or a part of the text in quotes");
    }

    private static int FindText(TokenizedText text, string part, TokenEdge edge, string where)
    {
        int[] found =
        [
            .. Occurrences(text.Text, part).Select(start => Token(text, 0, start, start + part.Length, edge)),
            .. Occurrences(text.TextPair ?? "", part).Select(start => Token(text, 1, start, start + part.Length, edge)),
        ];
        found = [.. found.Where(position => position >= 0)];
        return found switch
        {
            [var only] => only,
            [] =>
                throw new BenchException(
                    $"No token stands for \"{part}\"", where, $"Give a part of the text, as in @\"{Example(text)}\", or a number"),
            _ =>
                throw new BenchException(
                    $"\"{part}\" stands in several places", where, $"Give one of the positions {string.Join(", ", found)}"),
        };
    }

    private static IEnumerable<int> Occurrences(string text, string part)
    {
        for (int at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(
            part, at + part.Length, StringComparison.Ordinal))
        {
            yield return at;
        }
    }

    private static int Token(TokenizedText text, int segment, int start, int end, TokenEdge edge)
    {
        IEnumerable<int> touched = Enumerable.Range(0, text.Tokens.Length).Where(i =>
            text.Tokens[i] is { IsSpecial: false } token && token.Segment == segment && token.Start < end && token.End > start);
        return edge == TokenEdge.First ? touched.FirstOrDefault(-1) : touched.LastOrDefault(-1);
    }

    private static string Example(TokenizedText text) =>
        text.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "word";
}
