using System.Globalization;
using System.Text.RegularExpressions;

namespace Bench.Reporting.Tests;

public sealed partial class PageColoursTests
{
    private static readonly string[] _papers = ["paper", "wash", "tint", "notice"];
    private static readonly string[] _inks = ["ink", "soft", "accent", "good", "bad", "warning", "for-ink", "against-ink"];
    private static readonly string[] _fills = ["for", "against", "unsigned", "edge", "accent"];

    private static Dictionary<string, (string Light, string Dark)> Colours { get; } = Declaration().Matches(PageColours.Style).ToDictionary(
        found => found.Groups["name"].Value,
        found => (found.Groups["light"].Value, found.Groups["dark"].Success ? found.Groups["dark"].Value : found.Groups["light"].Value));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Text_has_a_contrast_of_four_and_a_half_on_every_paper(bool dark)
    {
        foreach (string ink in _inks)
        {
            foreach (string paper in _papers)
            {
                Contrast(Colour(ink, dark), Colour(paper, dark)).ShouldBeGreaterThanOrEqualTo(4.5, $"{ink} on {paper}");
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fills_and_edges_have_a_contrast_of_three_on_the_paper(bool dark)
    {
        foreach (string fill in _fills)
        {
            Contrast(Colour(fill, dark), Colour("paper", dark)).ShouldBeGreaterThanOrEqualTo(3, fill);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Text_on_every_share_of_a_score_has_a_contrast_of_four_and_a_half(bool dark)
    {
        for (int step = -100; step <= 100; step++)
        {
            double value = step / 100.0;
            double[] fill = Colour(DivergingScale.Fill(value)[6..^1], dark);
            double[] paper = Colour("paper", dark);
            double[] shown = [.. fill.Zip(paper, (over, under) => under + (DivergingScale.Share(value) * (over - under)))];
            string ink = DivergingScale.Ink(value);
            Contrast(ink == "#fff" ? [255, 255, 255] : Colour(ink[6..^1], dark), shown).ShouldBeGreaterThanOrEqualTo(4.5, $"{value}");
        }
    }

    [Theory]
    [InlineData("report.css")]
    [InlineData("drawing.css")]
    [InlineData("explanation.css")]
    public void The_styles_of_pages_name_no_colour_of_their_own(string file)
    {
        string[] lines = PageFile.Read(file).Split('\n');

        lines.Where(line => HexColour().IsMatch(line)).ShouldBeEmpty();
    }

    private static double[] Colour(string name, bool dark)
    {
        string hex = dark ? Colours[name].Dark : Colours[name].Light;
        string six = hex.Length == 3 ? string.Concat(hex.Select(digit => $"{digit}{digit}")) : hex;
        return [.. Enumerable.Range(0, 3)
            .Select(i => (double)int.Parse(six.AsSpan(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
    }

    private static double[] Seen(double[] colour, double[] seen)
    {
        double[] linear = [.. colour.Select(Linear)];
        return [.. Enumerable.Range(0, 3)
            .Select(row => Math.Clamp(linear.Select((channel, i) => channel * seen[(3 * row) + i]).Sum(), 0, 1))];
    }

    // CIE 1976 L*a*b* of linear sRGB, white D65.
    private static double[] Lab(double[] linear)
    {
        double x = ((0.4124 * linear[0]) + (0.3576 * linear[1]) + (0.1805 * linear[2])) / 0.9505;
        double y = (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
        double z = ((0.0193 * linear[0]) + (0.1192 * linear[1]) + (0.9505 * linear[2])) / 1.089;
        double[] f = [.. new[] { x, y, z }.Select(t => t > 216.0 / 24389 ? Math.Cbrt(t) : ((24389.0 / 27 * t) + 16) / 116)];
        return [(116 * f[1]) - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])];
    }

    private static double Linear(double channel) =>
        channel / 255 <= 0.04045 ? channel / 255 / 12.92 : Math.Pow(((channel / 255) + 0.055) / 1.055, 2.4);

    // WCAG 2.2, "contrast ratio" and "relative luminance".
    private static double Contrast(double[] first, double[] second)
    {
        (double a, double b) = (Luminance(first), Luminance(second));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(double[] colour) =>
        colour.Zip([0.2126, 0.7152, 0.0722], (channel, weight) => weight * Linear(channel)).Sum();

    [GeneratedRegex(@"--(?<name>[\w-]+): (light-dark\()?#(?<light>[0-9a-f]{3,6})(, #(?<dark>[0-9a-f]{3,6})\))?;")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"#[0-9a-f]{3}([0-9a-f]{3})?\b(?!.*\{)")]
    private static partial Regex HexColour();
}
