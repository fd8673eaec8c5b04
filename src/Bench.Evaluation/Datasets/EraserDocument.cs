using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// A document of ERASER (DeYoung et al. 2020): a sentence a line, tokens separated by spaces, tokens counted through all lines.
/// </summary>
internal sealed class EraserDocument
{
    private readonly List<(int Start, int End)> _tokens = [];

    /// <summary>Finds the tokens of a document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="keepsEmpty">
    /// Whether an empty line and the gap between two spaces count as tokens. ERASER's own reader counts them in <c>docs.jsonl</c> and
    /// leaves them out in <c>docs/</c>.
    /// </param>
    public EraserDocument(string text, bool keepsEmpty)
    {
        Text = text;
        for (int start = 0; start <= text.Length;)
        {
            int end = text.AsSpan(start).IndexOfAny('\r', '\n');
            end = end < 0 ? text.Length : start + end;
            AddLine(start, end, keepsEmpty);
            bool isPair = end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n';
            start = end + (isPair ? 2 : 1);
        }
    }

    /// <summary>The document.</summary>
    public string Text { get; }

    /// <summary>Number of tokens.</summary>
    public int Count => _tokens.Count;

    /// <summary>The characters of some tokens, from the first token's first to the last token's last.</summary>
    /// <param name="start">First token.</param>
    /// <param name="end">One past the last.</param>
    public CharacterSpan Span(int start, int end) => new(_tokens[start].Start, _tokens[end - 1].End);

    /// <summary>Some tokens joined by spaces.</summary>
    /// <param name="start">First token.</param>
    /// <param name="end">One past the last.</param>
    public string Words(int start, int end) => string.Join(' ', _tokens[start..end].Select(token => Text[token.Start..token.End]));

    private void AddLine(int start, int end, bool keepsEmpty)
    {
        int trimmed = end - Text.AsSpan(start, end - start).TrimStart().Length;
        int last = trimmed + Text.AsSpan(trimmed, end - trimmed).TrimEnd().Length;
        foreach (Range range in Text.AsSpan(trimmed, last - trimmed).Split(' '))
        {
            (int offset, int length) = range.GetOffsetAndLength(last - trimmed);
            if (length > 0 || keepsEmpty)
            {
                _tokens.Add((trimmed + offset, trimmed + offset + length));
            }
        }
    }
}
