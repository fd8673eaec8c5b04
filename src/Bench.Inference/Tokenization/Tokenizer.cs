using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// A tokenizer in the four steps of Hugging Face's fast tokenizers: normalize, cut into words, cut words into pieces, surround with
/// special tokens. Offsets are those of Hugging Face's tokenizers, to the character: a token's characters in the original text, normalized,
/// are its piece; where one character gives several tokens (a Hangul syllable taken apart, the bytes of an emoji) each of them has that
/// character. The space that a piece such as <c>Ġword</c> or <c>▁word</c> begins with belongs to its offsets, unless the tokenizer's last
/// step trims them, as RoBERTa's does.
/// </summary>
public sealed class Tokenizer : ITokenizer
{
    private readonly TokenizerParts _parts;
    private readonly AddedTokenFinder _inOriginal;
    private readonly AddedTokenFinder _inNormalized;

    internal Tokenizer(TokenizerParts parts, ImmutableArray<string> filesRead)
    {
        FilesRead = filesRead;
        _parts = parts;
        _inOriginal = new AddedTokenFinder(parts.AddedTokens.Where(token => !token.Normalized).Select(token => (token.Content, token)));
        _inNormalized = new AddedTokenFinder(parts.AddedTokens.Where(token => token.Normalized)
            .Select(token => (Normalize(token.Content), token)));
    }

    /// <inheritdoc/>
    public SpecialTokens Special => _parts.Special;

    /// <summary>
    /// Names of the files, without folder, that decided what this tokenizer does; they are part of what a model is. In ordinal order.
    /// </summary>
    public ImmutableArray<string> FilesRead { get; }

    /// <summary>Number of ids: they run from 0 to this number minus 1, and the model's embedding needs a row for each.</summary>
    public int VocabularySize => _parts.Vocabulary.Size;

    /// <summary>Longest row, in tokens, special ones included.</summary>
    public int MaxLength => _parts.MaxLength;

    /// <inheritdoc/>
    /// <exception cref="BenchException">A text is empty or has no tokens: there would be nothing to explain.</exception>
    public TokenizedText Tokenize(string text, string? textPair = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        SegmentTokens first = NotEmpty(TokensOf(text), text, "text");
        SegmentTokens? second = textPair is null ? null : NotEmpty(TokensOf(textPair), textPair, "second text");
        return Assemble(text, first, textPair, second);
    }

    /// <summary>As <see cref="Tokenize"/>, but a text may have no tokens, as Hugging Face has it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="textPair">The second text, or <see langword="null"/>.</param>
    public TokenizedText Encode(string text, string? textPair = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Assemble(text, TokensOf(text), textPair, textPair is null ? null : TokensOf(textPair));
    }

    /// <inheritdoc/>
    public string? ContinuationPrefix => _parts.Model.ContinuationPrefix;

    /// <inheritdoc/>
    public string Piece(int id) => _parts.Vocabulary.PieceOf(id);

    /// <summary>How many tokens, special ones apart, stand for words outside the vocabulary.</summary>
    /// <param name="text">A text that this tokenizer tokenized.</param>
    public int CountUnknown(TokenizedText text) => text.Tokens.Count(token => !token.IsSpecial && token.Id == Special.Unknown);

    private static SegmentTokens NotEmpty(SegmentTokens tokens, string text, string name) => tokens.Count > 0
        ? tokens
        : throw new BenchException(
            text.Length == 0
                ? $"The {name} is empty"
                : $"The {name} has no tokens: its {text.Length} characters are all white space, control characters or accents",
            name,
            "Give a text with at least one visible character");

    private TokenizedText Assemble(string text, SegmentTokens first, string? textPair, SegmentTokens? second)
    {
        ImmutableArray<TemplatePart> template = second is null ? _parts.Template.Single : _parts.Template.Pair;
        int room = _parts.MaxLength - template.Count(part => part.SpecialId is not null);
        (int firstCount, int secondCount) = Truncation.LongestFirst(first.Weighed, second?.Weighed ?? 0, room);
        var tokens = ImmutableArray.CreateBuilder<Token>(template.Length + firstCount + secondCount);
        int words = 0;
        foreach (TemplatePart part in template)
        {
            if (part.SpecialId is { } id)
            {
                tokens.Add(new Token(id, Piece(id), 0, 0, true, part.Segment, part.TypeId, -1));
            }
            else
            {
                IReadOnlyList<SegmentToken> segment = part.Segment == 0
                    ? first.Take(firstCount, _parts.TruncatesLeft)
                    : second!.Take(secondCount, _parts.TruncatesLeft);
                words = AddSegment(segment, part, part.Segment == 0 ? text : textPair!, words, tokens);
            }
        }

        return new TokenizedText
        {
            Text = text,
            TextPair = textPair,
            Tokens = tokens.ToImmutable(),
            Truncated = first.Count - firstCount + (second?.Count ?? 0) - secondCount,
        };
    }

    private int AddSegment(
        IReadOnlyList<SegmentToken> segment, TemplatePart part, string text, int words, ImmutableArray<Token>.Builder tokens)
    {
        int before = words;
        for (int i = 0; i < segment.Count; i++)
        {
            SegmentToken token = segment[i];
            string piece = Piece(token.Id);
            Origin origin = token.Origin;
            foreach (OffsetTrim trim in _parts.Trims)
            {
                origin = trim.Of(token.Spelling ?? piece, origin, isFirst: i == 0, text);
            }

            int word = before + token.Word - segment[0].Word;
            tokens.Add(new Token(token.Id, piece, origin.Start, origin.End, false, part.Segment, part.TypeId, word));
            words = word + 1;
        }

        return words;
    }

    private SegmentTokens TokensOf(string text)
    {
        var tokens = new SegmentTokens(_parts.TruncatesLeft ? int.MaxValue : _parts.MaxLength);
        var pieces = new List<Piece>();
        int word = 0;
        int done = 0;
        foreach (AddedTokenMatch match in _inOriginal.Find(text))
        {
            AddNormalized(text, done, match.From, tokens, pieces, ref word);
            tokens.Add(new SegmentToken(match.Id, new Origin(match.From, match.To), word++, text[match.From..match.To]));
            done = match.To;
        }

        AddNormalized(text, done, text.Length, tokens, pieces, ref word);
        if (_parts.TruncatesLeft)
        {
            tokens.WeighFromEnd(_parts.MaxLength);
        }

        return tokens;
    }

    private void AddNormalized(string text, int start, int end, SegmentTokens tokens, List<Piece> pieces, ref int word)
    {
        if (start == end)
        {
            return;
        }

        AlignedText normalized = _parts.Normalizer.Normalize(AlignedText.Of(text, start, end));
        int done = 0;
        foreach (AddedTokenMatch match in _inNormalized.Find(normalized.Units))
        {
            AddWords(normalized, done, match.From, tokens, pieces, ref word);
            string spelling = normalized.Units[match.From..match.To].ToString();
            tokens.Add(new SegmentToken(match.Id, normalized.OriginOf(match.From, match.To), word++, spelling));
            done = match.To;
        }

        AddWords(normalized, done, normalized.Length, tokens, pieces, ref word);
    }

    private void AddWords(AlignedText text, int from, int to, SegmentTokens tokens, List<Piece> pieces, ref int word)
    {
        if (from == to)
        {
            return;
        }

        foreach (Word part in _parts.WordSplitter.Split([new Word(text, from, to)]))
        {
            pieces.Clear();
            _parts.Model.Split(part.Units, pieces);
            foreach (Piece piece in pieces)
            {
                tokens.Add(new SegmentToken(piece.Id, part.Text.OriginOf(part.From + piece.From, part.From + piece.To), word));
            }

            word++;
        }
    }

    /// <summary>A text after the first step.</summary>
    /// <param name="content">The text.</param>
    internal string Normalize(string content) => _parts.Normalizer.Normalize(AlignedText.Of(content, 0, content.Length)).Units.ToString();
}
