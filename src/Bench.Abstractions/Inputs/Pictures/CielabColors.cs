namespace Bench.Abstractions;

/// <summary>
/// Colours in CIELAB (CIE 1976 L*a*b*, white D65), in which equal distances look about equally large; from sRGB (IEC 61966-2-1).
/// </summary>
internal static class CielabColors
{
    // The linear map from sRGB to XYZ over the white point, as IEC 61966-2-1 gives it.
    private static readonly double[][] _toXyz =
    [
        [0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505],
        [0.2126, 0.7152, 0.0722],
        [0.0193 / 1.089, 0.1192 / 1.089, 0.9505 / 1.089],
    ];

    /// <summary>L*, a* and b* of every pixel.</summary>
    /// <param name="rgb">Bytes, three a pixel.</param>
    public static (double L, double A, double B)[] Of(ReadOnlySpan<byte> rgb)
    {
        var colours = new (double, double, double)[rgb.Length / 3];
        double[] linear = new double[3];
        for (int pixel = 0; pixel < colours.Length; pixel++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                linear[channel] = Linear(rgb[(3 * pixel) + channel] / 255.0);
            }

            double x = Root(Xyz(0, linear)), y = Root(Xyz(1, linear)), z = Root(Xyz(2, linear));
            colours[pixel] = ((116 * y) - 16, 500 * (x - y), 200 * (y - z));
        }

        return colours;
    }

    private static double Linear(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    private static double Xyz(int row, double[] linear) =>
        (_toXyz[row][0] * linear[0]) + (_toXyz[row][1] * linear[1]) + (_toXyz[row][2] * linear[2]);

    private static double Root(double t) => t > 216.0 / 24389 ? Math.Cbrt(t) : ((24389.0 / 27 * t) + 16) / 116;
}
