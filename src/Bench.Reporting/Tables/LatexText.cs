using System.Text;

namespace Bench.Reporting;

/// <summary>Puts text of strangers into LaTeX without letting it become a command.</summary>
internal static class LatexText
{
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            result.Append(rune.Value switch
            {
                '\\' => @"\textbackslash{}",
                '{' => @"\{",
                '}' => @"\}",
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
                '"' => @"\textquotedbl{}",
                '`' => @"\textasciigrave{}",
                '\n' or '\r' or '\t' => " ",
                'τ' => @"$\tau$",
                'ρ' => @"$\rho$",
                _ => VisibleText.Harmless(rune) is var shown && shown == rune.ToString() ? shown : "?",
            });
        }

        return result.ToString();
    }
}
