using Bench.Reporting;

namespace Bench.Cli;

/// <summary>Writes tables as Markdown.</summary>
internal static class MarkdownTable
{
    /// <summary>Writes a head and rows of as many cells; markup in cells is escaped.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        writer.WriteLine($"| {string.Join(" | ", head)} |");
        writer.WriteLine($"|{string.Concat(head.Select(_ => "---|"))}");
        foreach (IReadOnlyList<string> row in rows)
        {
            writer.WriteLine($"| {string.Join(" | ", row.Select(Escape))} |");
        }
    }

    private static string Escape(string text) => string.Concat(VisibleText.ForTerminal(text).Select(c =>
        "\\`*_[]<>|".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString()));
}
