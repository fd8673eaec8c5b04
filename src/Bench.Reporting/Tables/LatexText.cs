using System.Text;

namespace Bench.Reporting;

/// <summary>Puts text of strangers into LaTeX without letting it become a command.</summary>
internal static class LatexText
{
    /// <summary>
    /// Defines the command around characters that pdfLaTeX has no glyph for: LuaLaTeX and XeLaTeX, which have <c>\Umathchar</c>, print
    /// them, others print question marks instead of stopping.
    /// </summary>
    public const string Preamble = @"\providecommand{\benchtext}[2]{\ifdefined\Umathchar#1\else#2\fi}";

    // What every encoding of LaTeX has beside ASCII.
    private const string Latin = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿČčŁłŒœŘřŠšŽž–—…‘’“”";

    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        var foreign = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            string? plain = Plain(rune);
            if (plain is null)
            {
                foreign.Append(rune.ToString());
                continue;
            }

            Flush(result, foreign);

            // Two hyphens would become a dash.
            result.Append(plain == "-" && result.Length > 0 && result[^1] == '-' ? "{}-" : plain);
        }

        Flush(result, foreign);
        return result.ToString();
    }

    private static void Flush(StringBuilder result, StringBuilder foreign)
    {
        if (foreign.Length > 0)
        {
            result.Append(@"\benchtext{").Append(foreign).Append("}{").Append('?', foreign.ToString().EnumerateRunes().Count()).Append('}');
            foreign.Clear();
        }
    }

    // Brackets and stars are options of the command that ends the row before, wherever a row begins with them.
    private static string? Plain(Rune rune) => rune.Value switch
    {
        '\\' => @"\textbackslash{}",
        '{' => @"\{",
        '}' => @"\}",
        '[' => "{[}",
        ']' => "{]}",
        '*' => "{*}",
        '$' => @"\$",
        '&' => @"\&",
        '#' => @"\#",
        '%' => @"\%",
        '_' => @"\_",
        '^' => @"\textasciicircum{}",
        '~' => @"\textasciitilde{}",
        '<' => @"\textless{}",
        '>' => @"\textgreater{}",
        '|' => @"\textbar{}",
        '"' => "''",
        '`' => @"\textasciigrave{}",
        '\n' or '\r' or '\t' => " ",
        'τ' => @"$\tau$",
        'ρ' => @"$\rho$",
        >= 0x20 and < 0x7F => rune.ToString(),
        _ when VisibleText.Harmless(rune) != rune.ToString() => "?",
        _ => rune.IsBmp && Latin.Contains((char)rune.Value, StringComparison.Ordinal) ? rune.ToString() : null,
    };
}
