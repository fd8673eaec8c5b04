using System.Text;

namespace Bench.Reporting;

/// <summary>Puts text from strangers into Markdown without letting it become markup.</summary>
internal static class MarkdownText
{
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (char c in VisibleText.Of(text.ReplaceLineEndings(" ").Replace('\t', ' ')))
        {
            result.Append("\\`*_{}[]<>#|&!~$".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString());
        }

        return result.ToString();
    }
}
