using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>The spread over seeds as a booktabs table, below the comparison.</summary>
internal static class LatexSpread
{
    /// <summary>Writes the table, where some explainer was run with several seeds.</summary>
    /// <param name="results">The run.</param>
    /// <param name="writer">Where to write.</param>
    public static void Write(ResultSet results, TextWriter writer)
    {
        if (SpreadTable.Of(results) is not { } spread)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine(@"\begin{table}");
        writer.WriteLine(@"\centering\small\setlength{\tabcolsep}{4pt}\setlength{\belowcaptionskip}{6pt}");
        writer.WriteLine($@"\caption{{{SpreadTable.Title}. {LatexText.Escape(SpreadTable.Note)}}}");
        writer.WriteLine($@"\begin{{tabular}}{{lr{new string('r', spread.ShortNames.Count)}}}");
        writer.WriteLine(@"\toprule");
        writer.WriteLine($@"explainer & seeds{string.Concat(spread.ShortNames.Select(name => " & " + LatexText.Escape(name)))} \\");
        writer.WriteLine(@"\midrule");
        foreach (SpreadRow row in spread.Rows)
        {
            writer.WriteLine(
                $@"{LatexText.Escape(row.Explainer)} & {row.Seeds}{string.Concat(row.Cells.Select(cell => " & " + LatexText.Escape(cell)))} \\");
        }

        writer.WriteLine(@"\bottomrule");
        writer.WriteLine(@"\end{tabular}");
        writer.WriteLine(@"\end{table}");
    }
}
