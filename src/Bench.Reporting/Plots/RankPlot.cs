using System.Collections.Immutable;
using System.Globalization;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>
/// The critical-difference diagram of Demšar 2006, section 3.2: mean ranks over cases on a line, best on the left, and a bar over all that
/// Nemenyi's test cannot tell apart.
/// </summary>
internal static class RankPlot
{
    private const double Width = 672;
    private const double NamesEnd = 188;
    private const double AxisTop = 62;
    private const double BarStep = 9;
    private const double RowHeight = 19;

    /// <summary>Draws one metric.</summary>
    /// <param name="analysis">The metric, with Friedman's test.</param>
    /// <param name="friedman">The test.</param>
    public static string Draw(MetricAnalysis analysis, FriedmanTest friedman)
    {
        ImmutableArray<string> names = analysis.Column.Explainers;
        int k = names.Length;
        int[] order = [.. Enumerable.Range(0, k).OrderBy(i => friedman.MeanRanks[i])];
        IReadOnlyList<ImmutableArray<int>> bars = Bars(friedman);
        int onLeft = (k + 1) / 2;
        double namesTop = AxisTop + 14 + (BarStep * Math.Max(1, bars.Count));
        double height = namesTop + (RowHeight * onLeft) + 34;
        var axis = new Axis(1, k, NamesEnd + 16, Width - NamesEnd - 16);
        MarkupWriter svg = Drawing.Start(Width, height, $"Mean ranks by {analysis.Column.Name} over cases, with critical difference");
        Ruler(svg, axis, k);
        Critical(svg, axis, friedman, k);
        foreach ((int place, int explainer) in order.Index())
        {
            bool left = place < onLeft;
            double y = namesTop + (RowHeight * (left ? place : k - 1 - place)) + 8;
            double x = axis[friedman.MeanRanks[explainer]];
            double end = left ? NamesEnd : Width - NamesEnd;
            string rank = friedman.MeanRanks[explainer].ToString("F2", CultureInfo.InvariantCulture);
            svg.Open("g").Element("title", $"{names[explainer]}: mean rank {rank}");
            svg.Empty("path", ("d", string.Create(
                CultureInfo.InvariantCulture,
                $"M{MarkupWriter.Number(x)},{AxisTop} V{MarkupWriter.Number(y)} H{MarkupWriter.Number(end)}")),
                ("fill", "none"), ("stroke", "var(--edge)"));
            svg.Empty("circle", ("cx", x), ("cy", AxisTop), ("r", 3), ("fill", "var(--accent)"));
            string text = left ? $"{Drawing.Short(names[explainer], 20)}  {rank}" : $"{rank}  {Drawing.Short(names[explainer], 20)}";
            svg.Element(
                "text", text, ("x", left ? end - 5 : end + 5), ("y", y + 4), ("text-anchor", left ? "end" : "start"),
                ("fill", "var(--ink)")).Close("g");
        }

        foreach ((int i, ImmutableArray<int> group) in bars.Index())
        {
            double y = AxisTop + 10 + (BarStep * i);
            double[] ends = [.. group.Select(explainer => axis[friedman.MeanRanks[explainer]])];
            svg.Open("line", ("x1", ends.Min() - 4), ("x2", ends.Max() + 4), ("y1", y), ("y2", y), ("stroke", "var(--warning)"),
                ("stroke-width", 4.5),
                ("stroke-linecap", "round"));
            svg.Element("title", $"Not told apart: {string.Join(", ", group.Select(explainer => names[explainer]))}").Close("line");
        }

        svg.Element("text", InWords(friedman), ("x", Width / 2), ("y", height - 8), ("text-anchor", "middle"), ("fill", "var(--soft)"));
        return svg.Close("svg").ToString();
    }

    /// <summary>
    /// The groups that get a bar: those of at least two explainers. Where Friedman's test finds no difference at all there is nothing for
    /// Nemenyi's to tell apart, and one bar joins all.
    /// </summary>
    /// <param name="friedman">The test.</param>
    public static IReadOnlyList<ImmutableArray<int>> Bars(FriedmanTest friedman) => Finds(friedman)
        ? [.. friedman.Groups().Where(group => group.Length > 1)]
        : [[.. Enumerable.Range(0, friedman.MeanRanks.Length)]];

    // Iman and Davenport's statistic, which Demšar prefers; it is undefined where every case ranks all alike.
    private static bool Finds(FriedmanTest friedman) => friedman.ImanDavenportPValue < MetricComparison.Level;

    private static string InWords(FriedmanTest friedman)
    {
        string p = double.IsNaN(friedman.ImanDavenportPValue) ? "undefined"
            : friedman.ImanDavenportPValue is var value && value < 0.001 ? "p < 0.001"
            : string.Create(CultureInfo.InvariantCulture, $"p = {value:F3}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{friedman.Blocks} cases; Friedman's test {p}{(Finds(friedman) ? "" : ": no difference shown")}; Kendall's W = {(double.IsNaN(friedman.KendallW) ? "–" : friedman.KendallW.ToString("F2", CultureInfo.InvariantCulture))}");
    }

    private static void Ruler(MarkupWriter svg, Axis axis, int k)
    {
        svg.Empty("line", ("x1", axis.Start), ("x2", axis.End), ("y1", AxisTop), ("y2", AxisTop), ("stroke", "var(--ink)"),
            ("stroke-width", 1.5));
        int step = Math.Max(1, (int)Math.Ceiling(k / 12.0));
        for (int rank = 1; rank <= k; rank += step)
        {
            svg.Empty("line", ("x1", axis[rank]), ("x2", axis[rank]), ("y1", AxisTop - 5), ("y2", AxisTop), ("stroke", "var(--ink)"));
            svg.Element(
                "text", rank.ToString(CultureInfo.InvariantCulture), ("x", axis[rank]), ("y", AxisTop - 9), ("text-anchor", "middle"),
                ("fill", "var(--soft)"));
        }

        svg.Element("text", "better", ("x", axis.Start - 14), ("y", AxisTop - 9), ("text-anchor", "end"), ("fill", "var(--soft)"));
        svg.Element("text", "worse", ("x", axis.End + 14), ("y", AxisTop - 9), ("text-anchor", "start"), ("fill", "var(--soft)"));
    }

    private static void Critical(MarkupWriter svg, Axis axis, FriedmanTest friedman, int k)
    {
        double critical = friedman.CriticalDifference();
        string text = string.Create(CultureInfo.InvariantCulture, $"critical difference {critical:F2}");

        // With few cases it may be longer than all ranks: then the line would say nothing.
        if (critical > k - 1)
        {
            svg.Element(
                "text", $"{text}: longer than the line", ("x", Width / 2), ("y", 20), ("text-anchor", "middle"), ("fill", "var(--ink)"));
            return;
        }

        double end = axis[1 + critical];
        svg.Empty("path", ("d", string.Create(
            CultureInfo.InvariantCulture, $"M{MarkupWriter.Number(axis.Start)},20 v10 m0,-5 H{MarkupWriter.Number(end)} m0,-5 v10")),
            ("fill", "none"), ("stroke", "var(--ink)"), ("stroke-width", 1.5));
        svg.Element("text", text, ("x", Math.Max(end, axis.Start) + 8), ("y", 29), ("fill", "var(--ink)"));
    }
}
