using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Refuses rows of pictures that do not fit a model.</summary>
internal static class PictureRowCheck
{
    /// <summary>Checks places, pixels and mask of one row.</summary>
    /// <param name="config">The model's configuration.</param>
    /// <param name="row">The row, its parts of fitting lengths.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <exception cref="BenchException">The row is a text, or not of the model's size.</exception>
    /// <exception cref="ArgumentException">Places are none of the model's, or special tokens are missing or hidden.</exception>
    public static void Require(EncoderConfig config, InputRow row, string model)
    {
        PictureShape shape = config.Picture!;
        ReadOnlySpan<int> places = row.TokenIds.Span;
        if (row.Embeddings is null && row.Pixels.Length != row.Length * shape.PatchLength)
        {
            throw new BenchException(
                row.Pixels.IsEmpty
                    ? "The row is a text, but the model takes pictures"
                    : FormattableString.Invariant(
                        $"The row has {row.Pixels.Length} values for {row.Length} tokens of {shape.PatchLength} each"),
                model,
                FormattableString.Invariant(
                    $"Give a picture of {shape.Width} × {shape.Height} pixels in patches of {shape.PatchSize}, as its processor does"));
        }

        if (shape.IsWhole && (!IsEvery(places, shape) || row.AttentionMask.Span.Contains(false)))
        {
            throw new BenchException(
                "The model sees windows of neighbouring patches, so none can be left out or hidden",
                model,
                "Remove patches in another way: by their mean colour, by blur or by noise");
        }

        if (places.ContainsAnyExceptInRange(0, shape.Places - 1))
        {
            throw new ArgumentException($"A row of a picture lists places from 0 to {shape.Places - 1}.");
        }

        for (int place = 0; place < shape.FirstPatch; place++)
        {
            if (place >= row.Length || places[place] != place || !(row.AttentionMask.IsEmpty || row.AttentionMask.Span[place]))
            {
                throw new ArgumentException(
                    $"A row of a picture begins with its {shape.FirstPatch} special tokens, and all may be attended to.");
            }
        }
    }

    private static bool IsEvery(ReadOnlySpan<int> places, PictureShape shape)
    {
        int next = 0;
        foreach (int place in places)
        {
            if (place != next++)
            {
                return false;
            }
        }

        return next == shape.Places;
    }
}
