namespace Bench.Abstractions;

/// <summary>Takes pixels away from a picture, each for itself: a patch may lose some of its pixels.</summary>
internal static class PictureRemoval
{
    /// <summary>The row in which some pixels are taken away.</summary>
    /// <param name="input">The picture as tokens, all of them in their places.</param>
    /// <param name="kept">For every pixel whether it stays [H · W].</param>
    /// <param name="removal">What takes their place.</param>
    /// <exception cref="BenchException">The removal is one of texts, or tokens are to be left out and pixels of one stay.</exception>
    public static InputRow Keep(TokenizedText input, ReadOnlySpan<bool> kept, Removal removal) => removal switch
    {
        Removal.Mask => Fill(input, kept, PictureFill.Mean),
        Removal.Blur => Fill(input, kept, PictureFill.Blur),
        Removal.Noise => Fill(input, kept, PictureFill.Noise),
        Removal.Reference => Fill(input, kept, PictureFill.Reference),
        Removal.Delete => Delete(input, kept),
        _ => throw new BenchException(
            "Nothing of a picture can be taken away by "
                + $"'{(removal == Removal.AttentionMask ? "attention-mask" : removal.ToString().ToLowerInvariant())}'",
            "removal",
            "Choose mask (the mean colour), blur, noise, reference (another picture) or delete (patches are left out)"),
    };

    /// <summary>Which pixels stay when some tokens do.</summary>
    /// <param name="shape">Size and patches.</param>
    /// <param name="tokens">For every token whether it stays.</param>
    public static bool[] OfTokens(PictureShape shape, bool[] tokens) =>
        [.. Enumerable.Range(0, shape.PixelCount).Select(pixel => tokens[shape.PlaceOf(pixel)])];

    /// <summary>Which pixels stay when some units do.</summary>
    /// <param name="input">The picture.</param>
    /// <param name="units">For every unit whether it stays.</param>
    public static bool[] OfUnits(TokenizedText input, ReadOnlySpan<bool> units)
    {
        bool[] kept = new bool[input.Picture!.Shape.PixelCount];
        Array.Fill(kept, true);
        for (int i = 0; i < units.Length; i++)
        {
            foreach (int pixel in units[i] ? [] : input.Units[i].Area)
            {
                kept[pixel] = false;
            }
        }

        return kept;
    }

    private static InputRow Fill(TokenizedText input, ReadOnlySpan<bool> kept, PictureFill fill)
    {
        if (!kept.Contains(false))
        {
            return input.Row;
        }

        PictureShape shape = input.Picture!.Shape;
        float[] pixels = input.Row.Pixels.ToArray();
        ReadOnlySpan<float> filling = input.Picture.Filled(fill).Span;
        int length = shape.PatchLength;
        for (int place = shape.FirstPatch; place < shape.Places; place++)
        {
            for (int value = 0; value < length; value++)
            {
                if (!kept[shape.PixelOf(place, value)])
                {
                    pixels[(place * length) + value] = filling[(place * length) + value];
                }
            }
        }

        return new InputRow { TokenIds = input.Row.TokenIds, Pixels = pixels };
    }

    private static InputRow Delete(TokenizedText input, ReadOnlySpan<bool> kept)
    {
        PictureShape shape = input.Picture!.Shape;
        int length = shape.PatchLength, area = shape.PatchSize * shape.PatchSize;
        int[] left = new int[shape.Places];
        for (int pixel = 0; pixel < kept.Length; pixel++)
        {
            left[shape.PlaceOf(pixel)] += kept[pixel] ? 1 : 0;
        }

        int[] places = [.. Enumerable.Range(0, shape.Places).Where(place => place < shape.FirstPatch || left[place] > 0)];
        if (places.Any(place => place >= shape.FirstPatch && left[place] < area))
        {
            throw new BenchException(
                "Only whole patches can be left out, and these units cross the borders of patches",
                "removal=delete",
                "Choose mask, blur, noise or reference, or explain patches");
        }

        if (places.Length == shape.Places)
        {
            return input.Row;
        }

        if (places.Length == 0)
        {
            throw new BenchException(
                "Every patch is left out, and the model has no class token that would be left",
                "removal=delete",
                "Choose mask, blur, noise or reference");
        }

        float[] pixels = new float[places.Length * length];
        foreach ((int row, int place) in places.Index())
        {
            input.Row.Pixels.Span.Slice(place * length, length).CopyTo(pixels.AsSpan(row * length));
        }

        return new InputRow { TokenIds = places, Pixels = pixels, Origins = places };
    }
}
