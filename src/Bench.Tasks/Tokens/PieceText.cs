using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>Puts pieces of a vocabulary together, as the decoders of Hugging Face's tokenizers do.</summary>
internal static class PieceText
{
    // What SentencePiece writes for a blank.
    private const char Blank = '\u2581';

    /// <summary>
    /// Joins pieces, or words joined before. Words of a vocabulary that marks blanks are joined without any, as the pipeline does; where a
    /// vocabulary is made of bytes, the text itself is taken.
    /// </summary>
    /// <param name="context">Text and tokenizer.</param>
    /// <param name="parts">The pieces.</param>
    /// <param name="positions">Their tokens.</param>
    public static string Join(TaskContext context, string[] parts, int[] positions)
    {
        TokenizedText text = context.Inputs[0].Text;
        if (context.Tokenizer.ContinuationPrefix is { } prefix)
        {
            return string.Concat(parts.Select((part, i) =>
                i == 0 ? part : part.StartsWith(prefix, StringComparison.Ordinal) ? part[prefix.Length..] : " " + part));
        }

        if (text.Tokens.Any(token => token.Text.Contains(Blank)))
        {
            string joined = string.Concat(parts).Replace(Blank, ' ');
            return joined.StartsWith(' ') ? joined[1..] : joined;
        }

        (Token first, Token last) = (text.Tokens[positions[0]], text.Tokens[positions[^1]]);
        return first.Segment == last.Segment
            ? (first.Segment == 0 ? text.Text : text.TextPair!)[first.Start..last.End]
            : string.Concat(parts);
    }
}
