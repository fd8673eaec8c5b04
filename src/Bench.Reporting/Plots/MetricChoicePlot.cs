using System.Collections.Immutable;
using System.Globalization;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>How often each explainer is first over selections of metrics, and who is first where one metric is left out.</summary>
internal static class MetricChoicePlot
{
    private const double NamesEnd = 188;
    private const double BarWidth = 190;
    private const double Pitch = 34;
    private const double RowHeight = 20;
    private const double HeadHeight = 94;

    // The slanted name of the last metric ends beyond its column.
    private const double RightMargin = 76;

    /// <summary>Draws all families below each other.</summary>
    /// <param name="families">The families, at least one, each of at least two metrics.</param>
    /// <param name="table">The comparison they come from.</param>
    public static string Draw(IReadOnlyList<RankingSensitivity> families, ComparisonTable table)
    {
        ImmutableArray<string> explainers = table.Explainers;
        double dots = NamesEnd + BarWidth + 74;
        double block = HeadHeight + (RowHeight * explainers.Length) + 18;
        MarkupWriter svg = Drawing.Start(
            Math.Max(600, dots + (Pitch * families.Max(family => family.LeaveOneOut.Length)) + RightMargin), block * families.Count,
            "Who is first with other selections of metrics");
        foreach ((int i, RankingSensitivity family) in families.Index())
        {
            string[] metrics = [.. family.LeaveOneOut.Select(left => table.Columns.First(column => column.Name == left.Metric).ShortName)];
            Draw(svg, family, metrics, explainers, block * i, dots);
        }

        return svg.Close("svg").ToString();
    }

    private static void Draw(
        MarkupWriter svg, RankingSensitivity family, string[] metrics, ImmutableArray<string> explainers, double top, double dots)
    {
        double body = top + HeadHeight;
        double bottom = body + (RowHeight * explainers.Length);
        svg.Element("text", family.Ranking.Family, ("x", 10), ("y", top + 16), ("font-weight", 600), ("fill", "var(--ink)"));
        svg.Element(
            "text", string.Create(CultureInfo.InvariantCulture, $"first in share of {family.Selections} selections"), ("x", NamesEnd),
            ("y", body - 8), ("fill", "var(--soft)"));
        svg.Element("text", "first without", ("x", dots - 8), ("y", body - 8), ("text-anchor", "end"), ("fill", "var(--soft)"));
        foreach ((int m, string metric) in metrics.Index())
        {
            double x = dots + (Pitch * (m + 0.5));
            svg.Element(
                "text", Drawing.Short(metric, 20), ("x", x), ("y", body - 8), ("fill", "var(--ink)"),
                ("transform", $"rotate(-40 {MarkupWriter.Number(x)} {MarkupWriter.Number(body - 8)})"));
            svg.Empty("line", ("x1", x), ("x2", x), ("y1", body), ("y2", bottom), ("stroke", "var(--line)"));
        }

        svg.Empty("line", ("x1", NamesEnd), ("x2", NamesEnd), ("y1", body), ("y2", bottom), ("stroke", "var(--edge)"));
        for (int i = 0; i < explainers.Length; i++)
        {
            double y = body + (RowHeight * i);
            bool takesPart = !double.IsNaN(family.FirstShare[i]);
            double share = takesPart ? family.FirstShare[i] : 0;
            string percent = takesPart ? string.Create(CultureInfo.InvariantCulture, $"{100 * share:F0} %") : "not ranked";
            string[] without = [.. metrics.Where((_, m) => family.LeaveOneOut[m].Leaders.Contains(i))];
            svg.Open("g").Element(
                "title",
                $"{explainers[i]}: {(takesPart ? $"first in {percent} of the selections" : "judged apart, in no joint ranking")}"
                    + $"{(without.Length == 0 ? "" : $"; first without {string.Join(", ", without)}")}");
            svg.Element("text", NameWidth.Fit(explainers[i], NamesEnd - 8, isBold: false), ("x", NamesEnd - 8), ("y", y + 14), ("text-anchor", "end"),
                ("fill", "var(--ink)"));
            svg.Empty("rect", ("x", NamesEnd), ("y", y + 3), ("width", BarWidth * share), ("height", RowHeight - 6), ("rx", 2),
                ("fill", "var(--accent)"));
            svg.Element("text", percent, ("x", NamesEnd + (BarWidth * share) + 6), ("y", y + 14), ("fill", "var(--soft)"));
            for (int m = 0; takesPart && m < metrics.Length; m++)
            {
                bool leads = family.LeaveOneOut[m].Leaders.Contains(i);
                svg.Empty(
                    "circle", ("cx", dots + (Pitch * (m + 0.5))), ("cy", y + (RowHeight / 2)), ("r", leads ? 5 : 1.5),
                    ("fill", leads ? "var(--accent)" : "var(--edge)"));
            }

            svg.Close("g");
        }
    }
}
