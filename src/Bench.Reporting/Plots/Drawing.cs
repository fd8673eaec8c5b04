namespace Bench.Reporting;

/// <summary>What all plots share: a frame that screen readers can name, and axes.</summary>
internal static class Drawing
{
    /// <summary>Starts a drawing.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="title">What it shows, for people who cannot see it.</param>
    public static MarkupWriter Start(double width, double height, string title) => new MarkupWriter()
        .Open("svg", ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", $"0 0 {MarkupWriter.Number(width)} {MarkupWriter.Number(height)}"),
            ("width", width), ("height", height), ("role", "img"), ("font-family", "system-ui, sans-serif"), ("font-size", 12))
        .Element("title", title);

    /// <summary>Draws a horizontal axis below the plot.</summary>
    public static void Horizontal(
        MarkupWriter svg, Axis axis, double top, double bottom, IEnumerable<(double Value, string Text)> ticks, string label)
    {
        foreach ((double value, string text) in ticks)
        {
            double x = axis[value];
            svg.Empty("line", ("x1", x), ("x2", x), ("y1", top), ("y2", bottom), ("stroke", "var(--line)"));
            svg.Element("text", text, ("x", x), ("y", bottom + 16), ("text-anchor", "middle"), ("fill", "var(--soft)"));
        }

        svg.Empty("line", ("x1", axis.Start), ("x2", axis.End), ("y1", bottom), ("y2", bottom), ("stroke", "var(--edge)"));
        svg.Element(
            "text", label, ("x", (axis.Start + axis.End) / 2), ("y", bottom + 36), ("text-anchor", "middle"), ("fill", "var(--ink)"),
            ("font-weight", 600));
    }

    /// <summary>Draws a vertical axis left of the plot.</summary>
    public static void Vertical(MarkupWriter svg, Axis axis, double left, double right, string label)
    {
        foreach ((double value, string text) in axis.Ticks())
        {
            double y = axis[value];
            svg.Empty("line", ("x1", left), ("x2", right), ("y1", y), ("y2", y), ("stroke", "var(--line)"));
            svg.Element("text", text, ("x", left - 8), ("y", y + 4), ("text-anchor", "end"), ("fill", "var(--soft)"));
        }

        double middle = (axis.Start + axis.End) / 2;
        svg.Element(
            "text", label, ("x", 14), ("y", middle), ("text-anchor", "middle"), ("fill", "var(--ink)"), ("font-weight", 600),
            ("transform", $"rotate(-90 14 {MarkupWriter.Number(middle)})"));
    }

    /// <summary>Text of at most so many characters.</summary>
    public static string Short(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
