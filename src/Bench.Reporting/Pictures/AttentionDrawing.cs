using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Bench.Reporting;

/// <summary>
/// Draws attention maps. Cells of about the same value are one path, so that a page stays small: a model of 12 × 12 heads and a text of 100
/// tokens has more than a million cells.
/// </summary>
internal static class AttentionDrawing
{
    // Shades told apart; cells below half a step are left white.
    private const int Shades = 12;
    private const int LongestNamed = 80;
    private const double Width = 860;

    /// <summary>One map with its tokens along both sides.</summary>
    /// <param name="map">[n, n].</param>
    /// <param name="tokens">The tokens [n].</param>
    /// <param name="title">What it is.</param>
    public static string Map(double[,] map, ImmutableArray<string> tokens, string title)
    {
        int n = tokens.Length;
        bool named = n <= LongestNamed;
        double cell = named ? Math.Clamp(420.0 / n, 9, 22) : 420.0 / n;
        double size = Math.Min(11, cell);
        double side = named ? 12 + tokens.Max(token => TextWidth.Of(Drawing.Short(token, 14), size * 0.62)) : 10;
        double largest = Largest(map);
        MarkupWriter svg = Drawing.Start(side + (cell * n) + 10, side + (cell * n) + 8,
            $"{title}: which token (row) attends to which (column), largest {ExplanationWords.Number(largest)}");
        for (int i = 0; named && i < n; i++)
        {
            double place = side + (cell * (i + 0.5));
            string text = Drawing.Short(tokens[i], 14);
            svg.Element("text", text, ("x", side - 4), ("y", place + (size * 0.35)), ("text-anchor", "end"), ("font-size", size),
                ("fill", "var(--ink)"));
            svg.Element(
                "text", text, ("x", place), ("y", side - 4), ("font-size", size), ("fill", "var(--ink)"),
                ("transform",
                    $"rotate(-90 {MarkupWriter.Number(place)} {MarkupWriter.Number(side - 4)}) translate(0 "
                        + $"{MarkupWriter.Number(size * 0.35)})"));
        }

        Cells(svg, map, largest, side, side, cell);
        return svg.Close("svg").ToString();
    }

    /// <summary>One map without names, as small as a page wants it.</summary>
    public static string Thumbnail(double[,] map, string title)
    {
        double side = 96;
        double largest = Largest(map);
        MarkupWriter svg = Drawing.Start(side, side, $"{title}: largest {ExplanationWords.Number(largest)}");
        Cells(svg, map, largest, 0, 0, side / map.GetLength(0));
        return svg.Close("svg").ToString();
    }

    /// <summary>What the token that answers attends to: a bar per token, in order of the text.</summary>
    public static string Bars(AttentionViews views)
    {
        int n = views.Tokens.Length;
        double step = Math.Clamp((Width - 70.0) / n, 3, 34);
        bool named = step >= 8;
        double bottom = 150;
        double[] values = [.. views.OfReader];
        double largest = Math.Max(values.Max(), double.Epsilon);
        var y = new Axis(0, largest, bottom, 10);
        MarkupWriter svg = Drawing.Start(
            70 + (step * n), named ? bottom + 96 : bottom + 16, $"What {views.Reader} attends to, median over layers and heads");
        Drawing.Vertical(svg, y, 56, 60 + (step * n), "attention");
        for (int i = 0; i < n; i++)
        {
            double x = 60 + (step * i);
            svg.Open("g").Element("title", $"{views.Tokens[i]}: {ExplanationWords.Number(values[i])}");
            svg.Empty("rect", ("x", x), ("y", y[values[i]]), ("width", Math.Max(1, step - 2)), ("height", bottom - y[values[i]]),
                ("fill", "var(--accent)"));
            if (named)
            {
                double middle = x + ((step - 2) / 2);
                svg.Element(
                    "text", Drawing.Short(views.Tokens[i], 14), ("x", middle), ("y", bottom + 8), ("text-anchor", "end"),
                    ("font-size", Math.Min(11, step)),
                    ("fill", "var(--ink)"),
                    ("transform", $"rotate(-90 {MarkupWriter.Number(middle)} {MarkupWriter.Number(bottom + 8)}) translate(0 4)"));
            }

            svg.Close("g");
        }

        return svg.Close("svg").ToString();
    }

    // Runs of equal shade in a row are one rectangle, rectangles of one shade one path.
    private static void Cells(MarkupWriter svg, double[,] map, double largest, double left, double top, double cell)
    {
        int n = map.GetLength(0);
        StringBuilder[] paths = [.. Enumerable.Range(0, Shades + 1).Select(_ => new StringBuilder())];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0, end; j < n; j = end)
            {
                int shade = Shade(map[i, j], largest);
                for (end = j + 1; end < n && Shade(map[i, end], largest) == shade;)
                {
                    end++;
                }

                paths[shade].Append(CultureInfo.InvariantCulture, $"M{j} {i}h{end - j}v1h{j - end}z");
            }
        }

        svg.Open("g",
            ("transform",
                string.Create(CultureInfo.InvariantCulture,
                    $"translate({MarkupWriter.Number(left)} {MarkupWriter.Number(top)}) scale({cell:0.####})")));
        svg.Empty("rect", ("width", n), ("height", n), ("fill", "var(--paper)"), ("stroke", "var(--edge)"), ("stroke-width", 1 / cell));
        for (int shade = 1; shade <= Shades; shade++)
        {
            if (paths[shade].Length > 0)
            {
                svg.Empty("path", ("d", paths[shade]), ("fill", "var(--accent)"), ("fill-opacity", (double)shade / Shades),
                    ("shape-rendering", "crispEdges"));
            }
        }

        svg.Close("g");
    }

    private static int Shade(double value, double largest) => largest <= 0 ? 0 : (int)Math.Round(Math.Max(0, value) / largest * Shades);

    private static double Largest(double[,] map) => map.Cast<double>().Max();

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
