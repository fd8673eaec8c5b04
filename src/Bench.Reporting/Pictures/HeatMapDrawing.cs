using System.Globalization;
using System.Text;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>Draws token heat maps as SVG, which cannot break lines by itself: widths are those of a fixed-width font.</summary>
internal static class HeatMapDrawing
{
    private const double Width = 860;
    private const double CellWidth = 8.4;
    private const double LineHeight = 26;

    public static string Draw(ExplanationRecord record, string heading)
    {
        (ShownToken Token, double X, double Line)[] places = [.. Place(ShownToken.Of(record))];
        double block = 24 + (LineHeight * (places.Select(place => place.Line).DefaultIfEmpty(0).Max() + 1)) + 10;
        MarkupWriter svg = Drawing.Start(Width, 34 + (block * record.Explanations.Length), heading);
        svg.Empty("rect", ("width", "100%"), ("height", "100%"), ("fill", "#fff"));
        svg.Element("text", heading, ("x", 10), ("y", 20), ("fill", "#475467"));
        foreach ((int row, RecordedExplanation explanation) in record.Explanations.Index())
        {
            double top = 34 + (block * row);
            svg.Element("text", explanation.Name, ("x", 10), ("y", top + 14), ("font-weight", 600), ("fill", "#111"));
            double largest = ExplanationPicture.Largest(explanation);
            foreach ((ShownToken token, double x, double line) in places)
            {
                double score = explanation.Scores[token.Index];
                Draw(svg, token, x, top + 24 + (line * LineHeight), score, largest == 0 ? 0 : score / largest);
            }
        }

        return svg.Close("svg").ToString() + "\n";
    }

    private static void Draw(MarkupWriter svg, ShownToken token, double x, double y, double score, double shade)
    {
        double width = Cells(token) * CellWidth;
        svg.Open("g").Element("title", $"{token.Text}: {score.ToString("G4", CultureInfo.InvariantCulture)}");
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
            if (x > 10 && x + width > Width - 10)
            {
                (x, line) = (10, line + 1);
            }

            yield return (token, x, line);
            x += width + (token.IsChip ? 4 : 0);
        }
    }

    // Scripts of East Asia and emoji take two cells; marks that sit on other letters take none.
    private static double Cells(ShownToken token) => Math.Max(1, token.Text.EnumerateRunes().Sum(rune => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => rune.Value >= 0x1100 && (rune.Value is < 0x1160 or (>= 0x2E80 and < 0xA4D0) or (>= 0xAC00 and < 0xD7A4) or (>= 0xF900 and < 0xFB00)
            or (>= 0xFF00 and < 0xFF61) or >= 0x1F300) ? 2 : 1,
    })) * (token.IsChip ? 0.9 : 1);
}
