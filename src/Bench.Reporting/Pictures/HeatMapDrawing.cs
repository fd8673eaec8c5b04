using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>Draws token heat maps as SVG, which cannot break lines by itself: widths are those of a fixed-width font.</summary>
internal static class HeatMapDrawing
{
    private const double CellWidth = 8.4;
    private const double LineHeight = 26;

    /// <summary>Draws an explanation.</summary>
    /// <returns>Where the drawing ends.</returns>
    public static double Draw(MarkupWriter svg, ExplanationRecord record, RecordedExplanation explanation, double top)
    {
        double largest = ExplanationPicture.Largest(explanation);
        double last = 0;
        foreach ((ShownToken token, double x, double line) in Place(ShownToken.Of(record)))
        {
            double score = explanation.Scores[token.Index];
            Draw(svg, token, x, top + (line * LineHeight), score, largest == 0 ? 0 : score / largest);
            last = line;
        }

        return top + (LineHeight * (last + 1)) + 10;
    }

    private static void Draw(MarkupWriter svg, ShownToken token, double x, double y, double score, double shade)
    {
        double width = Cells(token) * CellWidth;
        svg.Open("g").Element("title", $"{token.Text}: {ExplanationWords.Number(score)}");
        svg.Empty(
            "rect", ("x", x), ("y", y), ("width", width), ("height", LineHeight - 5), ("rx", 2), ("fill", DivergingScale.Background(shade)),
            ("stroke", token.IsChip ? "#cfd4dc" : "none"));
        svg.Element(
            "text", token.Text, ("x", x + (width / 2)), ("y", y + 15), ("text-anchor", "middle"), ("font-family", "ui-monospace, Menlo, Consolas, monospace"),
            ("font-size", token.IsChip ? 11 : 14), ("fill", DivergingScale.Foreground(shade))).Close("g");
    }

    private static IEnumerable<(ShownToken Token, double X, double Line)> Place(IEnumerable<ShownToken> tokens)
    {
        (double x, double line) = (10, 0);
        foreach (ShownToken token in tokens)
        {
            double width = Cells(token) * CellWidth;
            x += x > 10 ? Math.Min(1, token.Gap.Length) * CellWidth : 0;
            if (x > 10 && x + width > PictureStack.Width - 10)
            {
                (x, line) = (10, line + 1);
            }

            yield return (token, x, line);
            x += width + (token.IsChip ? 4 : 0);
        }
    }

    private static double Cells(ShownToken token) => TextWidth.Cells(token.Text) * (token.IsChip ? 0.9 : 1);
}
