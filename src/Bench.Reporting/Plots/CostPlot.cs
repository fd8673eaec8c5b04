using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>Quality against cost: what no other explainer beats on both is on the Pareto front.</summary>
internal static class CostPlot
{
    private const double Width = 560;
    private const double Height = 350;

    /// <summary>Explainers that no other beats on cost and quality at once, cheapest first.</summary>
    /// <param name="points">Cost, of which less is better, and quality, of which more is better.</param>
    public static IReadOnlyList<int> Front(IReadOnlyList<(double Cost, double Quality)> points)
    {
        var front = new List<int>();
        double best = double.NegativeInfinity;
        foreach ((int i,
            (double _, double quality)) in points.Index().OrderBy(point => point.Item.Cost).ThenByDescending(point => point.Item.Quality))
        {
            if (quality > best)
            {
                front.Add(i);
                best = quality;
            }
        }

        return front;
    }

    /// <summary>Draws one metric.</summary>
    /// <param name="column">The metric.</param>
    /// <param name="rows">For every explainer the rows, forward and backward, that an explanation takes.</param>
    public static string Draw(ComparisonColumn column, IReadOnlyList<double> rows)
    {
        int[] shown = [.. Enumerable.Range(0, rows.Count).Where(i => column.Comparison.Means[i].Count > 0)];
        bool up = column.Descriptor.Direction == MetricDirection.HigherIsBetter;
        MeanEstimate[] means = [.. shown.Select(i => column.Comparison.Means[i])];
        // Free explainers have no logarithm, so one row is added to all.
        double[] places = [.. shown.Select(i => Math.Log10(1 + rows[i]))];
        var x = new Axis(-0.12, Math.Max(1, places.DefaultIfEmpty(1).Max()) * 1.08, 62, Width - 20);
        Axis y = Axis.Covering(
            means.SelectMany(mean => new[] { mean.Mean, mean.Low, mean.High }), up ? Height - 52 : 16, up ? 16 : Height - 52);
        MarkupWriter svg = Drawing.Start(Width, Height, $"{column.Name} against the model rows an explanation takes");
        Drawing.Horizontal(svg, x, 16, Height - 52, Powers(x), "rows through the model per explanation");
        Drawing.Vertical(svg, y, 62, Width - 20, $"{Drawing.Short(column.ShortName, 24)} (better upwards)");
        int[] front = [.. Front([.. shown.Select((_, p) => (places[p], up ? means[p].Mean : -means[p].Mean))])];
        string steps = string.Join(' ', front.Select((p, i) => i == 0
            ? $"{At(x[places[p]])},{At(y[means[p].Mean])}"
            : $"{At(x[places[p]])},{At(y[means[front[i - 1]].Mean])} {At(x[places[p]])},{At(y[means[p].Mean])}"));
        svg.Empty("polyline", ("points", steps), ("fill", "none"), ("stroke", "var(--accent)"), ("stroke-width", 1.5),
            ("stroke-dasharray", "5 4"));
        var labels = new LabelPlacer(Width, Height - 52);
        for (int p = 0; p < shown.Length; p++)
        {
            labels.Occupy(x[places[p]] - 6, y[means[p].Mean] - 6, 12, 12);
        }

        foreach ((int p, MeanEstimate mean) in means.Index().Where(entry => double.IsFinite(entry.Item.Low)))
        {
            double left = x[places[p]];
            svg.Empty("line", ("x1", left), ("x2", left), ("y1", y[mean.Low]), ("y2", y[mean.High]), ("stroke", "var(--edge)"),
                ("stroke-width", 1.5));
        }

        for (int p = 0; p < shown.Length; p++)
        {
            string text = Drawing.Short(column.Explainers[shown[p]], 30);
            (double left, double top, double endX, double endY) = labels.Place(x[places[p]], y[means[p].Mean], text);
            svg.Empty("line", ("x1", x[places[p]]), ("y1", y[means[p].Mean]), ("x2", endX), ("y2", endY), ("stroke", "var(--edge)"));
            svg.Element("text", text, ("x", left), ("y", top), ("fill", "var(--ink)"),
                ("font-weight", front.Contains(p) && !column.Comparison.HasTooFewTexts ? 600 : 400),
                ("stroke", "var(--paper)"), ("stroke-width", 4), ("stroke-linejoin", "round"), ("paint-order", "stroke"));
        }

        // Points last, so that no name hides one.
        for (int p = 0; p < shown.Length; p++)
        {
            svg.Open(
                "circle", ("cx", x[places[p]]), ("cy", y[means[p].Mean]), ("r", 5),
                ("fill", front.Contains(p) ? "var(--accent)" : "var(--paper)"),
                ("stroke", "var(--accent)"), ("stroke-width", 1.5));
            svg.Element("title", string.Create(
                CultureInfo.InvariantCulture, $"{column.Explainers[shown[p]]}: {means[p].Mean:G4} with {rows[shown[p]]:F0} rows"))
                    .Close("circle");
        }

        return svg.Close("svg").ToString();
    }

    private static string At(double value) => MarkupWriter.Number(value);

    private static IEnumerable<(double Value, string Text)> Powers(Axis axis) => new[] { 0.0, 1, 10, 100, 1000, 10_000, 100_000, 1_000_000 }
        .Select(rows => (Value: Math.Log10(1 + rows), Text: rows.ToString("N0", CultureInfo.InvariantCulture)))
        .Where(tick => tick.Value <= axis.High);
}
