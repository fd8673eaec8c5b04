using System.Globalization;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>
/// The force plot of SHAP (Lundberg et al. 2018): the tokens for the target lie end to end left of the sum of all scores and push it right,
/// those against it lie right of it and push it left. 0 is where nothing is known; the sum is what the method says of the whole text.
/// </summary>
internal static class ForceDrawing
{
    private const double Left = 44;
    private const double Right = PictureStack.Width - 66;
    private const double BarHeight = 28;
    private const double Tip = 6;

    /// <summary>Draws an explanation.</summary>
    /// <returns>Where the drawing ends.</returns>
    public static double Draw(MarkupWriter svg, ExplanationRecord record, RecordedExplanation explanation, double top)
    {
        (ShownToken Token, double Score)[] tokens = [.. ShownToken.Of(record).Select(token => (token, explanation.Scores[token.Index]))];
        double pro = tokens.Where(entry => entry.Score > 0).Sum(entry => entry.Score);
        double contra = tokens.Where(entry => entry.Score < 0).Sum(entry => entry.Score);
        double sum = pro + contra;
        Axis x = pro > contra ? new Axis(contra, pro, Left, Right) : new Axis(-1, 1, Left, Right);
        double bar = top + 30;
        Mark(svg, x[sum], bar, $"sum {ExplanationWords.Number(sum)}", top + 10, bold: true);
        if (Math.Abs(x[0] - x[sum]) > 90)
        {
            Mark(svg, x[0], bar, "0", top + 10, bold: false);
        }

        svg.Element("text", "against", ("x", Right + 8), ("y", bar + (BarHeight / 2) + 4), ("fill", "#8f4605"));
        svg.Element("text", "for", ("x", Left - 8), ("y", bar + (BarHeight / 2) + 4), ("text-anchor", "end"), ("fill", "#1b5a97"));

        // The largest stand next to the sum, where both sides meet.
        double place = sum;
        foreach ((ShownToken token, double score) in tokens.Where(entry => entry.Score > 0).OrderByDescending(entry => entry.Score))
        {
            Segment(svg, token.Text, score, x[place - score], x[place], bar);
            place -= score;
        }

        place = sum;
        foreach ((ShownToken token, double score) in tokens.Where(entry => entry.Score < 0).OrderBy(entry => entry.Score))
        {
            Segment(svg, token.Text, score, x[place], x[place - score], bar);
            place -= score;
        }

        foreach ((double value, string text) in x.Ticks(6))
        {
            svg.Empty("line", ("x1", x[value]), ("x2", x[value]), ("y1", bar + BarHeight), ("y2", bar + BarHeight + 4), ("stroke", "#98a2b3"));
            svg.Element("text", text, ("x", x[value]), ("y", bar + BarHeight + 17), ("text-anchor", "middle"), ("fill", "#475467"));
        }

        return bar + BarHeight + 32;
    }

    private static void Mark(MarkupWriter svg, double x, double bar, string text, double y, bool bold)
    {
        svg.Empty("line", ("x1", x), ("x2", x), ("y1", y + 4), ("y2", bar), ("stroke", "#344054"), ("stroke-dasharray", bold ? "none" : "3 3"));
        double half = TextWidth.Of(text, 3.8);
        svg.Element("text", text, ("x", Math.Clamp(x, Left + half, Right - half)), ("y", y), ("text-anchor", "middle"), ("fill", "#1d2939"), ("font-weight", bold ? 600 : 400));
    }

    // Arrows point to where the token pushes: those for the target to the right, those against it to the left.
    private static void Segment(MarkupWriter svg, string text, double score, double from, double to, double y)
    {
        double tip = Math.Min(Tip, (to - from) / 2);
        (double middle, double bottom) = (y + (BarHeight / 2), y + BarHeight);
        string shape = score > 0
            ? Path($"M{N(from)},{N(y)} L{N(to - tip)},{N(y)} {N(to)},{N(middle)} {N(to - tip)},{N(bottom)} {N(from)},{N(bottom)} {N(from + tip)},{N(middle)}Z")
            : Path($"M{N(to)},{N(y)} L{N(from + tip)},{N(y)} {N(from)},{N(middle)} {N(from + tip)},{N(bottom)} {N(to)},{N(bottom)} {N(to - tip)},{N(middle)}Z");
        svg.Open("g").Element("title", $"{text}: {ExplanationWords.Number(score)}");
        svg.Empty("path", ("d", shape), ("fill", score > 0 ? "#2166ac" : "#b35806"), ("stroke", "#fff"), ("stroke-width", 0.8));
        double room = to - from - (2 * tip) - 4;
        if (TextWidth.Of(text, 7) <= room)
        {
            svg.Element(
                "text", text, ("x", (from + to) / 2), ("y", middle + 4), ("text-anchor", "middle"), ("fill", "#fff"), ("unicode-bidi", "isolate"));
        }

        svg.Close("g");
    }

    private static string N(double value) => MarkupWriter.Number(value);

    private static string Path(FormattableString path) => path.ToString(CultureInfo.InvariantCulture);
}
