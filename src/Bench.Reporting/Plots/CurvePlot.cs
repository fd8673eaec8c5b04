using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>The mean curves behind a metric: a line per explainer, named at its end.</summary>
internal static class CurvePlot
{
    private const double Width = 640;
    private const double NamesWidth = 216;
    private const double NameGap = 22;
    private const double LineHeight = 15;

    /// <summary>Draws one metric.</summary>
    /// <param name="column">The metric.</param>
    /// <param name="curves">Its curves, at least one.</param>
    /// <param name="isNumber">Whether the model gives a number, in place of probabilities.</param>
    public static string Draw(ComparisonColumn column, IReadOnlyList<MeanCurve> curves, bool isNumber = false)
    {
        double height = Math.Max(330, 80 + (LineHeight * curves.Count));
        CurveKind kind = curves[0].Kind;
        var x = new Axis(0, curves.Max(curve => curve.Shares[^1]), 62, Width - NamesWidth);
        Axis y = Axis.Covering(curves.SelectMany(curve => curve.Means), height - 52, 14);
        MarkupWriter svg = Drawing.Start(Width, height, $"{column.Name}: mean {InWords(kind, isNumber)} over the share of tokens");
        Drawing.Horizontal(svg, x, 14, height - 52, x.Ticks(), kind switch
        {
            CurveKind.Deletion => "share of tokens removed, first ranked first",
            CurveKind.Insertion => "share of tokens left, first ranked",
            _ => "share of tokens, first ranked",
        });
        Drawing.Vertical(svg, y, 62, Width - NamesWidth, InWords(kind, isNumber));
        int[] styles = [.. curves.Select(curve => ((IReadOnlyList<string>)column.Explainers).IndexOf(curve.Explainer))];
        foreach ((int i, MeanCurve curve) in curves.Index())
        {
            string points = string.Join(
                ' ', curve.Shares.Zip(curve.Means, (share, mean) => $"{MarkupWriter.Number(x[share])},{MarkupWriter.Number(y[mean])}"));
            svg.Open("g").Element("title", Title(curve));
            svg.Empty(
                "polyline", ("points", points), ("fill", "none"), ("stroke", LineStyle.Colour(styles[i])), ("stroke-width", 2),
                ("stroke-dasharray", LineStyle.Dash(styles[i])), ("stroke-linejoin", "round")).Close("g");
        }

        foreach ((int i, double top) in Places(curves, y, height - 52))
        {
            MeanCurve curve = curves[i];
            double end = x[curve.Shares[^1]];
            svg.Empty(
                "polyline",
                ("points",
                    $"{MarkupWriter.Number(end)},{MarkupWriter.Number(y[curve.Means[^1]])} "
                        + $"{MarkupWriter.Number(x.End + 10)},{MarkupWriter.Number(top)} "
                            + $"{MarkupWriter.Number(x.End + 18)},{MarkupWriter.Number(top)}"),
                ("fill", "none"), ("stroke", LineStyle.Colour(styles[i])), ("stroke-opacity", 0.7));
            svg.Element("text", NameWidth.Fit(curve.Explainer, NamesWidth - NameGap), ("x", x.End + NameGap), ("y", top + 4), ("fill", "var(--ink)"),
                ("font-weight", column.IsBest(styles[i]) ? 600 : 400));
        }

        return svg.Close("svg").ToString();
    }

    private static string InWords(CurveKind kind, bool isNumber) => kind switch
    {
        CurveKind.Deletion => $"{(isNumber ? "output" : "probability")} without them",
        CurveKind.Insertion => $"{(isNumber ? "output" : "probability")} with only them",
        _ => "insertion less deletion",
    };

    private static string Title(MeanCurve curve) => string.Create(
        CultureInfo.InvariantCulture,
        $"{curve.Explainer} ({curve.Cases} cases): {string.Join(", ", curve.Shares.Zip(curve.Means, (share, mean) => FormattableString.Invariant($"{100 * share:0.#} % {mean:F3}")))}");

    // Names stand at the heights of their lines' ends, pushed down where they would overlap, and up again from the lower end.
    private static IEnumerable<(int Index, double Top)> Places(IReadOnlyList<MeanCurve> curves, Axis y, double bottom)
    {
        int[] order = [.. Enumerable.Range(0, curves.Count).OrderBy(i => y[curves[i].Means[^1]])];
        double[] tops = [.. order.Select(i => y[curves[i].Means[^1]])];
        for (int i = 1; i < tops.Length; i++)
        {
            tops[i] = Math.Max(tops[i], tops[i - 1] + LineHeight);
        }

        for (int i = tops.Length - 1; i >= 0; i--)
        {
            tops[i] = Math.Min(tops[i], bottom - (LineHeight * (tops.Length - 1 - i)));
        }

        return order.Zip(tops);
    }
}
