using System.Text;

namespace Bench.Reporting;

/// <summary>Puts text from strangers into Markdown without letting it become markup.</summary>
internal static class MarkdownText
{
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (char.IsControl(c))
            {
                result.Append(' ');
            }
            else
            {
                result.Append("\\`*_{}[]<>#|&!".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString());
            }
        }

        return result.ToString();
    }
}
