namespace Bench.Reporting;

/// <summary>
/// Lines that people tell apart with every common colour-vision deficiency: eight colours of Okabe and Ito 2008 (yellow darkened, to be
/// seen on white; for black the page's ink), then the same dashed, then dotted.
/// </summary>
internal static class LineStyle
{
    private static readonly string[] _colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "var(--ink)", "#9a8700"];
    private static readonly string[] _dashes = ["none", "7 4", "2 3"];

    /// <summary>Colour of a line.</summary>
    /// <param name="index">Place of the explainer.</param>
    public static string Colour(int index) => _colours[index % _colours.Length];

    /// <summary>Dashes of a line, as SVG writes them.</summary>
    /// <param name="index">Place of the explainer.</param>
    public static string Dash(int index) => _dashes[index / _colours.Length % _dashes.Length];
}
