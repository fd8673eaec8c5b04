using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>A bar per token, the largest magnitudes first, right of the line for the target and left of it against it; the rest in one bar.</summary>
internal static class BarDrawing
{
    /// <summary>Tokens with a bar of their own.</summary>
    public const int Most = 12;

    private const double RowHeight = 20;

    /// <summary>Draws an explanation.</summary>
    /// <param name="svg">Where to draw.</param>
    /// <param name="record">The text.</param>
    /// <param name="explanation">Its scores.</param>
    /// <param name="top">Where the drawing begins.</param>
    /// <param name="width">Room for it.</param>
    /// <returns>Where the drawing ends.</returns>
    public static double Draw(MarkupWriter svg, ExplanationRecord record, RecordedExplanation explanation, double top, double width)
    {
        double nameEnd = Math.Min(170, width * 0.3);
        (string Text, double Score)[] bars = [.. Bars(record, explanation)];
        double low = Math.Min(0, bars.Select(bar => bar.Score).DefaultIfEmpty(0).Min());
        double high = Math.Max(0, bars.Select(bar => bar.Score).DefaultIfEmpty(0).Max());

        // Room for the numbers beside the bars; a text without any score has an axis all the same.
        var x = high > low ? new Axis(low, high, nameEnd + 70, width - 74) : new Axis(-1, 1, nameEnd + 70, width - 74);
        double largest = Math.Max(-low, high);
        foreach ((int i, (string text, double score)) in bars.Index())
        {
            double y = top + (RowHeight * i);
            string number = ExplanationWords.Number(score);
            svg.Open("g").Element("title", $"{text}: {number}");
            svg.Element(
                "text", Drawing.Short(text, (int)(nameEnd / 7.5)), ("x", nameEnd), ("y", y + 14), ("text-anchor", "end"), ("fill", "#1d2939"), ("unicode-bidi", "isolate"));
            svg.Empty(
                "rect", ("x", Math.Min(x[0], x[score])), ("y", y + 2), ("width", Math.Abs(x[score] - x[0])), ("height", RowHeight - 4), ("rx", 2),
                ("fill", score < 0 ? "#b35806" : "#2166ac"), ("fill-opacity", largest == 0 ? 1 : 0.45 + (0.55 * Math.Abs(score) / largest)));
            svg.Element(
                "text", number, ("x", score < 0 ? x[score] - 5 : x[score] + 5), ("y", y + 14), ("text-anchor", score < 0 ? "end" : "start"),
                ("fill", "#475467")).Close("g");
        }

        double bottom = top + (RowHeight * bars.Length);
        svg.Empty("line", ("x1", x[0]), ("x2", x[0]), ("y1", top), ("y2", bottom), ("stroke", "#667085"));
        return bottom + 12;
    }

    private static IEnumerable<(string Text, double Score)> Bars(ExplanationRecord record, RecordedExplanation explanation)
    {
        (string Text, double Score)[] all = [.. ShownToken.Of(record).Select(token => (token.Text, Score: explanation.Scores[token.Index]))
            .Where(bar => bar.Score != 0).OrderByDescending(bar => Math.Abs(bar.Score))];
        int own = all.Length <= Most + 1 ? all.Length : Most;
        return own == all.Length ? all : [.. all[..own], ($"sum of {all.Length - own} others", all[own..].Sum(bar => bar.Score))];
    }
}
