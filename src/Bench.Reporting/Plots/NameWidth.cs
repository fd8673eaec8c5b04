namespace Bench.Reporting;

/// <summary>
/// About how wide names are in plots, since SVG cannot measure them: in DejaVu Sans, the widest of the fonts that pages may be set in.
/// </summary>
internal static class NameWidth
{
    private const double Size = 12;

    // Letters of the regular weight are about a tenth narrower than those of the bold one.
    private const double Regular = 0.9;

    /// <summary>Width in pixels.</summary>
    /// <param name="text">The name.</param>
    /// <param name="isBold">Whether it is set bold.</param>
    public static double Of(string text, bool isBold = true) => text.Sum(Share) * Size * (isBold ? 1 : Regular);

    /// <summary>As much of a name as fits, with an ellipsis where that is not all.</summary>
    /// <param name="text">The name.</param>
    /// <param name="width">Room in pixels.</param>
    /// <param name="isBold">Whether it is set bold.</param>
    public static string Fit(string text, double width, bool isBold = true)
    {
        int length = text.Length;
        while (length > 1 && Of(Drawing.Short(text, length), isBold) > width)
        {
            length--;
        }

        return Drawing.Short(text, length);
    }

    // Shares of the font's size, by its bold weight.
    private static double Share(char letter) => letter switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or '-' or '/' or ' ' => 0.38,
        'f' or 'r' or 't' or '(' or ')' or '[' or ']' or '_' => 0.5,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or '…' => 1.04,
        '=' or '+' or '<' or '>' or '×' => 0.84,
        >= 'A' and <= 'Z' => 0.8,
        > '\u2E80' => 1.04,
        _ => 0.7,
    };
}
