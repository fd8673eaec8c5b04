using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>The input from which a path method starts.</summary>
public enum BaselineKind
{
    /// <summary>Padding between the first and the last special token.</summary>
    Pad,

    /// <summary>Mask tokens between the first and the last special token.</summary>
    Mask,

    /// <summary>Embeddings of zeros, special tokens included.</summary>
    Zero,

    /// <summary>The tokens of a given text.</summary>
    Text,

    /// <summary>Of pictures: the processor's mean colour, which <see cref="Mask"/> and <see cref="Zero"/> mean too.</summary>
    Mean,

    /// <summary>Of pictures: black.</summary>
    Black,

    /// <summary>Of pictures: the picture blurred.</summary>
    Blur,

    /// <summary>Of pictures: colours drawn uniformly, the same for every picture.</summary>
    Random,

    /// <summary>Of pictures: another picture.</summary>
    Image,
}

/// <summary>What a baseline of filler tokens has where special tokens stand inside the input, between the texts of a pair.</summary>
public enum SeparatorTokens
{
    /// <summary>The filler, as everywhere else.</summary>
    Pad,

    /// <summary>The special tokens themselves.</summary>
    Keep,
}

/// <summary>A baseline for one input.</summary>
/// <param name="Embeddings">[n, E] in row-major order.</param>
/// <param name="TokensCut">How many tokens of a baseline text found no place in the input.</param>
internal readonly record struct Baseline(float[] Embeddings, int TokensCut = 0)
{
    /// <summary>Makes the baseline of a request.</summary>
    /// <param name="request">What is explained.</param>
    /// <param name="kind">Which baseline.</param>
    /// <param name="text">Text for <see cref="BaselineKind.Text"/>.</param>
    /// <param name="separators">
    /// What becomes of inner separators with <see cref="BaselineKind.Pad"/> and <see cref="BaselineKind.Mask"/>.
    /// </param>
    public static Baseline Of(
        ExplanationRequest request, BaselineKind kind, string text, SeparatorTokens separators = SeparatorTokens.Pad)
    {
        TokenizedText input = request.Input;
        if (input.Picture is { } picture)
        {
            return new Baseline(PictureBaseline.Of(picture, kind));
        }

        PictureBaseline.RequireText(kind);
        SpecialTokens special = request.Tokenizer.Special;
        switch (kind)
        {
            case BaselineKind.Zero:
                return new Baseline(new float[input.Tokens.Length * request.Model.Info.EmbeddingWidth]);
            case BaselineKind.Text:
                TokenizedText baseline = request.Tokenizer.Tokenize(text);
                return OfIds(request, [.. baseline.FeaturePositions.Select(position => baseline.Tokens[position].Id)]);
            default:
                int filler = kind == BaselineKind.Mask ? special.RequireMask() : special.RequirePadding();
                return new Baseline(request.Model.Embed(FilledIds(input, filler, separators == SeparatorTokens.Keep)).Span.ToArray());
        }
    }

    /// <summary>A baseline of given tokens: they replace the input's in order, with padding after their end.</summary>
    /// <param name="request">What is explained.</param>
    /// <param name="tokens">Ids without special tokens.</param>
    public static Baseline OfIds(ExplanationRequest request, int[] tokens)
    {
        int[] ids = request.Input.Row.TokenIds.ToArray();
        int used = 0;
        foreach (int position in request.Input.FeaturePositions)
        {
            ids[position] = used < tokens.Length ? tokens[used++] : request.Tokenizer.Special.RequirePadding();
        }

        return new Baseline(request.Model.Embed(ids).Span.ToArray(), tokens.Length - used);
    }

    /// <summary>
    /// Tokens of a fixed segment stay. Of the special tokens only the outermost do, unless separators are kept: ferret and Captum's
    /// tutorials build [CLS] PAD … [SEP] by length, whatever stands between.
    /// </summary>
    internal static int[] FilledIds(TokenizedText input, int filler, bool keepSeparators = false)
    {
        int last = input.Tokens.Length - 1;
        return [.. input.Tokens.Select((token, i) => IsKept(token, i) ? token.Id : filler)];

        bool IsKept(Token token, int i) => token.IsSpecial ? keepSeparators || i == 0 || i == last : input.IsFixed(i);
    }
}
