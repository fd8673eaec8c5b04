using System.Globalization;

namespace Bench.Reporting;

/// <summary>
/// Colours of signed numbers: blue for, orange against, white for nothing, told apart with every common colour-vision deficiency (the
/// ends are those of ColorBrewer's RdBu and PuOr). The page's script computes the same.
/// </summary>
internal static class DivergingScale
{
    private static readonly (int R, int G, int B) _for = (33, 102, 172);
    private static readonly (int R, int G, int B) _against = (179, 88, 6);

    /// <summary>The colour of a number, as CSS and SVG write it.</summary>
    /// <param name="value">From −1 to 1; more is cut.</param>
    public static string Background(double value)
    {
        (int r, int g, int b) = Mix(value);
        return string.Create(CultureInfo.InvariantCulture, $"rgb({r},{g},{b})");
    }

    /// <summary>The colour of text on it: whichever of black and white has more contrast, at least 4.5 to 1 everywhere.</summary>
    /// <param name="value">From −1 to 1.</param>
    public static string Foreground(double value)
    {
        (int r, int g, int b) = Mix(value);
        double luminance = (0.2126 * Linear(r)) + (0.7152 * Linear(g)) + (0.0722 * Linear(b));
        return luminance > 0.179 ? "#000" : "#fff";
    }

    /// <summary>
    /// The fill of a number in a page, a variable of its style; drawn with the opacity <see cref="Share"/> over the paper.
    /// </summary>
    /// <param name="value">From −1 to 1.</param>
    public static string Fill(double value) => value < 0 ? "var(--against)" : "var(--for)";

    /// <summary>How opaque the fill of a number is, from 0 to 1.</summary>
    /// <param name="value">From −1 to 1; more is cut.</param>
    public static double Share(double value) => Math.Min(1, Math.Abs(value));

    /// <summary>The colour of text on a fill, readable on light paper and on dark.</summary>
    /// <param name="value">From −1 to 1.</param>
    public static string Ink(double value) => Foreground(value) == "#fff" ? "#fff" : "var(--on-score)";

    private static (int R, int G, int B) Mix(double value)
    {
        double t = Math.Min(1, Math.Abs(value));
        (int r, int g, int b) = value < 0 ? _against : _for;
        return (Channel(r, t), Channel(g, t), Channel(b, t));
    }

    private static int Channel(int end, double t) => (int)Math.Floor(255 + (t * (end - 255)) + 0.5);

    private static double Linear(int channel)
    {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
