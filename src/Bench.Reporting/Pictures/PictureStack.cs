using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>One picture of several explanations below each other: for each target a heading, for each explainer its name and a drawing.</summary>
internal static class PictureStack
{
    /// <summary>Width of the picture.</summary>
    public const double Width = 860;

    private const double NarrowWidth = 440;

    /// <summary>Draws explanations.</summary>
    /// <param name="records">One record per target.</param>
    /// <param name="labels">The model's labels.</param>
    /// <param name="kind">How scores are drawn.</param>
    public static string Draw(IReadOnlyList<ExplanationRecord> records, IReadOnlyList<string> labels, PlotKind kind)
    {
        var body = new MarkupWriter();
        double top = 8;
        foreach (ExplanationRecord record in records)
        {
            body.Element("text", ExplanationWords.Heading(record, labels), ("x", 10), ("y", top + 14), ("fill", "#475467"));
            top += 26;
            foreach (RecordedExplanation explanation in record.Explanations)
            {
                body.Element("text", explanation.Name, ("x", 10), ("y", top + 14), ("font-weight", 600), ("fill", "#111"));
                top = Draw(body, record, explanation, kind, top + 24, Width);
            }
        }

        MarkupWriter svg = Drawing.Start(Width, top, records.Count == 0 ? "Explanation" : ExplanationWords.Heading(records[0], labels));
        svg.Empty("rect", ("width", "100%"), ("height", "100%"), ("fill", "#fff"));
        return svg.Raw(body.ToString()).Close("svg").ToString() + "\n";
    }

    /// <summary>Draws one explanation without headings, as a picture of its own.</summary>
    public static string Draw(ExplanationRecord record, RecordedExplanation explanation, PlotKind kind)
    {
        var body = new MarkupWriter();
        double width = kind == PlotKind.Bar ? NarrowWidth : Width;
        double height = Draw(body, record, explanation, kind, 4, width);
        return Drawing.Start(width, height, $"{explanation.Name} for {record.Target.Title}").Raw(body.ToString()).Close("svg").ToString();
    }

    private static double Draw(MarkupWriter svg, ExplanationRecord record, RecordedExplanation explanation, PlotKind kind, double top, double width) => kind switch
    {
        PlotKind.Heat => HeatMapDrawing.Draw(svg, record, explanation, top),
        PlotKind.Bar => BarDrawing.Draw(svg, record, explanation, top, width),
        _ => ForceDrawing.Draw(svg, record, explanation, top),
    };
}
