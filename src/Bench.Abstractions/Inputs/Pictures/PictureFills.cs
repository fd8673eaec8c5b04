namespace Bench.Abstractions;

/// <summary>Makes pictures that hold nothing of a picture, or little.</summary>
internal static class PictureFills
{
    /// <summary>Normalised values [3, H, W].</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="fill">What of it, or instead of it.</param>
    /// <exception cref="BenchException">Another picture is asked for, and there is none or none of this size.</exception>
    public static float[] Of(PictureInput picture, PictureFill fill) => fill switch
    {
        PictureFill.Mean => new float[PictureShape.Channels * picture.Shape.PixelCount],
        PictureFill.Black => Normalised(picture, () => 0),
        PictureFill.Blur => GaussianBlur.Of(picture.Pixels.Span, picture.Shape.Width, picture.Shape.Height, picture.BlurDeviation),
        PictureFill.Noise => Normalised(picture, new DeterministicRandom(0).NextDouble),
        _ => Reference(picture),
    };

    private static float[] Normalised(PictureInput picture, Func<double> colour)
    {
        int pixels = picture.Shape.PixelCount;
        float[] planes = new float[PictureShape.Channels * pixels];
        for (int i = 0; i < planes.Length; i++)
        {
            planes[i] = ((float)colour() - picture.Mean[i / pixels]) / picture.Deviation[i / pixels];
        }

        return planes;
    }

    private static float[] Reference(PictureInput picture)
    {
        PictureInput reference = picture.Reference ?? throw new BenchException(
            "Another picture is to take the place of pixels, and none is given", "reference",
            "Name one with --reference-image FILE, in the library with ReferenceImage");
        return reference.Shape == picture.Shape
            ? reference.Pixels.ToArray()
            : throw new BenchException(
                "The reference picture was made for another model", "reference", "Read it with the model's own processor");
    }
}
