using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Pictures from which paths start.</summary>
internal static class PictureBaseline
{
    /// <summary>Its values by token [n, E].</summary>
    /// <param name="picture">The picture explained.</param>
    /// <param name="kind">Which baseline.</param>
    /// <exception cref="BenchException">It is one for texts, or another picture is asked for and none is given.</exception>
    public static float[] Of(PictureInput picture, BaselineKind kind) => picture.Filled(kind switch
    {
        BaselineKind.Mask or BaselineKind.Zero or BaselineKind.Mean => PictureFill.Mean,
        BaselineKind.Black => PictureFill.Black,
        BaselineKind.Blur => PictureFill.Blur,
        BaselineKind.Random => PictureFill.Noise,
        BaselineKind.Image => PictureFill.Reference,
        _ => throw new BenchException(
            $"A picture has no baseline '{OptionsBinder.Key(kind.ToString())}'", "baseline",
            "Choose mean, black, blur, random or image (another picture)"),
    }).ToArray();

    /// <summary>Refuses a baseline of pictures for a text.</summary>
    /// <param name="kind">Which baseline.</param>
    /// <exception cref="BenchException">It is one.</exception>
    public static void RequireText(BaselineKind kind)
    {
        if (kind is BaselineKind.Mean or BaselineKind.Black or BaselineKind.Blur or BaselineKind.Random or BaselineKind.Image)
        {
            throw new BenchException(
                $"The baseline '{OptionsBinder.Key(kind.ToString())}' is one of pictures", "baseline", "Choose mask, pad, zero or text");
        }
    }
}
