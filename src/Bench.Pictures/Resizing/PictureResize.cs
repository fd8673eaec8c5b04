namespace Bench.Pictures;

/// <summary>
/// Resizes byte for byte as Pillow does (libImaging/Resample.c): rows first, then columns, with bytes in between, so that models see the
/// pixels they were trained on. Other libraries differ from it by up to 110 of 255.
/// </summary>
public static class PictureResize
{
    /// <summary>The picture in another size.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="width">Width of the result.</param>
    /// <param name="height">Height of the result.</param>
    /// <param name="resampling">The filter.</param>
    public static RgbImage To(RgbImage image, int width, int height, Resampling resampling)
    {
        RgbImage wide = width == image.Width ? image : Horizontally(image, width, resampling);
        return height == image.Height ? wide : Vertically(wide, height, resampling);
    }

    private static RgbImage Horizontally(RgbImage image, int width, Resampling resampling)
    {
        var kernel = ResamplingKernel.Of(image.Width, width, resampling);
        RgbImage result = RgbImage.Black(width, image.Height);
        for (int row = 0; row < image.Height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                int start = 3 * ((row * image.Width) + kernel.First[column]);
                Weigh(image.Pixels, start, 3, kernel.Weights[column], result.Pixels.AsSpan(3 * ((row * width) + column), 3));
            }
        }

        return result;
    }

    private static RgbImage Vertically(RgbImage image, int height, Resampling resampling)
    {
        var kernel = ResamplingKernel.Of(image.Height, height, resampling);
        RgbImage result = RgbImage.Black(image.Width, height);
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < image.Width; column++)
            {
                int start = 3 * ((kernel.First[row] * image.Width) + column);
                Weigh(
                    image.Pixels, start, 3 * image.Width, kernel.Weights[row], result.Pixels.AsSpan(3 * ((row * image.Width) + column), 3));
            }
        }

        return result;
    }

    private static void Weigh(byte[] pixels, int start, int step, int[] weights, Span<byte> result)
    {
        const int Half = 1 << (ResamplingKernel.Bits - 1);
        (int red, int green, int blue) = (Half, Half, Half);
        for (int i = 0, at = start; i < weights.Length; i++, at += step)
        {
            red += weights[i] * pixels[at];
            green += weights[i] * pixels[at + 1];
            blue += weights[i] * pixels[at + 2];
        }

        result[0] = Clip(red);
        result[1] = Clip(green);
        result[2] = Clip(blue);
    }

    private static byte Clip(int sum) => (byte)Math.Clamp(sum >> ResamplingKernel.Bits, 0, 255);
}
