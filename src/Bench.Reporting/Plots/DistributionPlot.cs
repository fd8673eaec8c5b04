using System.Globalization;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>How a metric's scores are spread over texts: a box plot per explainer.</summary>
internal static class DistributionPlot
{
    private const double Width = 560;
    private const double RowHeight = 26;
    private const double NamesEnd = 200;

    /// <summary>Draws one metric.</summary>
    /// <param name="column">The metric.</param>
    /// <param name="scores">The scores of every explainer.</param>
    public static string Draw(ComparisonColumn column, IReadOnlyList<double[]> scores)
    {
        double bottom = 10 + (RowHeight * scores.Count);
        Axis x = Axis.Covering(scores.SelectMany(values => values), NamesEnd, Width - 20);
        MarkupWriter svg = Drawing.Start(Width, bottom + 46, $"Distribution of {column.Name} over texts");
        Drawing.Horizontal(svg, x, 10, bottom, x.Ticks(),
            $"{column.ShortName} ({(RunWords.Arrow(column.Descriptor) == "↑" ? "more" : "less")} is better)");
        foreach ((int i, double[] values) in scores.Index())
        {
            double middle = 10 + (RowHeight * (i + 0.5));
            svg.Element(
                "text", NameWidth.Fit(column.Explainers[i], NamesEnd - 10), ("x", NamesEnd - 10), ("y", middle + 4), ("text-anchor", "end"),
                ("fill", "var(--ink)"), ("font-weight", column.IsBest(i) ? 600 : 400));
            if (values.Length > 0)
            {
                Box(svg, x, middle, values, column.Explainers[i]);
            }
        }

        return svg.Close("svg").ToString();
    }

    /// <summary>The quantile that interpolates between neighbours (type 7 of Hyndman and Fan 1996).</summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="share">From 0 to 1.</param>
    public static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        double place = share * (sorted.Count - 1);
        int low = (int)Math.Floor(place);
        int high = Math.Min(low + 1, sorted.Count - 1);
        return sorted[low] + ((place - low) * (sorted[high] - sorted[low]));
    }

    private static void Box(MarkupWriter svg, Axis x, double middle, double[] values, string name)
    {
        double[] sorted = [.. values.Order()];
        (double low, double q1, double median, double q3, double high) =
            (sorted[0], Quantile(sorted, 0.25), Quantile(sorted, 0.5), Quantile(sorted, 0.75), sorted[^1]);
        svg.Open("g").Element("title", string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: median {median:G4}, quartiles {q1:G4} and {q3:G4}, range {low:G4} to {high:G4}, mean {values.Average():G4}"));
        svg.Empty("line", ("x1", x[low]), ("x2", x[high]), ("y1", middle), ("y2", middle), ("stroke", "var(--edge)"));
        svg.Empty(
            "rect", ("x", x[q1]), ("width", Math.Max(1, x[q3] - x[q1])), ("y", middle - 7), ("height", 14), ("rx", 2),
            ("fill", "var(--tint)"), ("stroke", "var(--accent)"));
        svg.Empty("line", ("x1", x[median]), ("x2", x[median]), ("y1", middle - 7), ("y2", middle + 7), ("stroke", "var(--ink)"),
            ("stroke-width", 2));
        svg.Empty("circle", ("cx", x[values.Average()]), ("cy", middle), ("r", 3), ("fill", "var(--warning)")).Close("g");
    }
}
