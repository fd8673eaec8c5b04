using System.Globalization;

namespace Bench.Reporting;

/// <summary>How far explainers agree, as a map of rank correlations.</summary>
internal static class AgreementMap
{
    private const double Cell = 46;
    private const double NamesEnd = 184;

    /// <summary>Draws the map.</summary>
    public static string Draw(Agreement agreement)
    {
        int n = agreement.Explainers.Count;
        double top = 110;
        MarkupWriter svg = Drawing.Start(NamesEnd + (Cell * n) + 70, top + (Cell * 0.7 * n) + 8, "Rank correlation between explainers");
        for (int i = 0; i < n; i++)
        {
            double x = NamesEnd + (Cell * (i + 0.5));
            svg.Element(
                "text", Drawing.Short(agreement.Explainers[i], 22), ("x", x), ("y", top - 8), ("fill", "var(--ink)"),
                ("transform", $"rotate(-40 {MarkupWriter.Number(x)} {MarkupWriter.Number(top - 8)})"));
            svg.Element(
                "text", NameWidth.Fit(agreement.Explainers[i], NamesEnd - 10, isBold: false), ("x", NamesEnd - 10),
                ("y", top + (Cell * 0.7 * (i + 0.5)) + 4), ("text-anchor", "end"), ("fill", "var(--ink)"));
            for (int j = 0; j < n; j++)
            {
                Draw(svg, agreement, i, j, top);
            }
        }

        return svg.Close("svg").ToString();
    }

    private static void Draw(MarkupWriter svg, Agreement agreement, int i, int j, double top)
    {
        double value = agreement[i, j];
        double y = top + (Cell * 0.7 * i);
        string text = double.IsNaN(value) ? "–" : (Math.Round(value, 2) + 0.0).ToString("F2", CultureInfo.InvariantCulture);
        double shade = double.IsNaN(value) ? 0 : value;
        svg.Open("g").Element("title", $"{agreement.Explainers[i]} and {agreement.Explainers[j]}: {text}");
        svg.Empty(
            "rect", ("x", NamesEnd + (Cell * j)), ("y", y), ("width", Cell - 1), ("height", (Cell * 0.7) - 1),
            ("fill", DivergingScale.Fill(shade)),
            ("fill-opacity", DivergingScale.Share(shade)), ("stroke", "var(--line)"));
        svg.Element(
            "text", text, ("x", NamesEnd + (Cell * (j + 0.5))), ("y", y + (Cell * 0.35) + 4), ("text-anchor", "middle"),
            ("fill", DivergingScale.Ink(shade))).Close("g");
    }
}
