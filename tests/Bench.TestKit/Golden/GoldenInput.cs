using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>Builds the tokenized text of a case from its file, so that tests of explainers need no tokenizer.</summary>
/// <param name="golden">The case.</param>
internal sealed class GoldenInput(GoldenCase golden)
{
    private readonly string[] _pieces = golden.Root.Maybe("tokens")?.Texts() ?? [.. golden.InputIds.Select(id => $"{id}")];
    private readonly int[] _segments = Segments(golden.SpecialMask);

    public TokenizedText Tokenized() => new()
    {
        Text = golden.Root.Maybe("text")?.GetString() ?? IdText(0),
        TextPair = golden.HasText ? golden.Root.Maybe("text_pair")?.GetString() : _segments[^1] == 1 ? IdText(1) : null,
        Tokens = Tokens(),
    };

    // The second text starts after the last special token that stands between features.
    private static int[] Segments(ImmutableArray<bool> special)
    {
        int[] segments = new int[special.Length];
        for (int i = 1; i < segments.Length; i++)
        {
            segments[i] = segments[i - 1] == 1 || (i > 1 && special[i - 1] && !special[i]) ? 1 : 0;
        }

        return segments;
    }

    private ImmutableArray<Token> Tokens()
    {
        int[] offsets = golden.Root.Maybe("offsets")?.Integers() ?? IdOffsets();
        var tokens = ImmutableArray.CreateBuilder<Token>(_pieces.Length);
        int word = -1;
        for (int i = 0; i < _pieces.Length; i++)
        {
            bool special = golden.SpecialMask[i];
            word += special || _pieces[i].StartsWith("##", StringComparison.Ordinal) ? 0 : 1;
            tokens.Add(new Token(
                golden.InputIds[i],
                _pieces[i],
                offsets[2 * i],
                offsets[(2 * i) + 1],
                special,
                _segments[i],
                golden.TypeIds[i],
                special ? -1 : word));
        }

        return tokens.ToImmutable();
    }

    private string IdText(int segment) => string.Join(' ', _pieces.Where((_, i) => !golden.SpecialMask[i] && _segments[i] == segment));

    private int[] IdOffsets()
    {
        var offsets = new List<int>();
        for (int i = 0, start = 0; i < _pieces.Length; i++)
        {
            start = i > 0 && _segments[i] != _segments[i - 1] ? 0 : start;
            offsets.AddRange(golden.SpecialMask[i] ? [0, 0] : [start, start + _pieces[i].Length]);
            start += golden.SpecialMask[i] ? 0 : _pieces[i].Length + 1;
        }

        return [.. offsets];
    }
}
