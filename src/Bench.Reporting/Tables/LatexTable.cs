using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>
/// <c>table.tex</c>: the comparison as a booktabs table to paste into a paper; bold is best or not told apart from the best, and
/// explainers that share a letter in a column cannot be told apart.
/// </summary>
public sealed class LatexTable : IResultExporter
{
    /// <summary>What it is.</summary>
    public static ReportDescriptor Descriptor { get; } = new("latex", "table.tex", "The comparison as a booktabs table");

    public string FileName => Descriptor.FileName;

    public void Write(ResultSet results, TextWriter writer)
    {
        using var text = new StringWriter { NewLine = writer.NewLine };
        WriteTable(results, text);
        LatexSpread.Write(results, text);
        writer.WriteLine(@"% Needs \usepackage{booktabs}");
        writer.WriteLine("% What was found, for the text around the table:");
        foreach (Finding finding in RunWords.Findings(results))
        {
            writer.WriteLine($"% - {VisibleText.ForTerminal(finding.Sentence)}");
        }

        if (text.ToString().Contains(@"\benchtext", StringComparison.Ordinal))
        {
            writer.WriteLine("% LuaLaTeX and XeLaTeX print all characters that the font has; pdfLaTeX prints ? for some");
            writer.WriteLine(LatexText.Preamble);
        }

        writer.Write(text);
    }

    private static void WriteTable(ResultSet results, TextWriter writer)
    {
        ComparisonTable table = results.Table;
        RunManifest run = results.Run;
        writer.WriteLine(@"\begin{table}");
        writer.WriteLine(@"\centering\small\setlength{\tabcolsep}{4pt}\setlength{\belowcaptionskip}{6pt}");
        writer.WriteLine(
            $@"\caption{{{LatexText.Escape(run.Suite)} on {LatexText.Escape(run.Model.Name)}: {LatexText.Escape(RunWords.Setting(run))} "
            + $"{LatexText.Escape(ComputedBy.Sentence(run))} "
            + @"Mean over texts and 95\,\% interval. Bold: best, told apart from every other; underlined: among the best, too few texts to tell; "
            + @"explainers that share a letter cannot be told apart (paired test on the texts both have, Holm's correction over the whole table, "
            + @"level 0.05). $\uparrow$ more is better, $\downarrow$ less is better. $\circ$: no signal; \S: silent on more than 5\,\% of the cases."
            + string.Concat(RunWords.Added(run).Select(added => $" {LatexText.Escape(added)}"))
            + (SmallSample.Sentence(table) is { } few ? $" {LatexText.Escape(few)}" : "")
            + (table.Columns.Any(column => column.FailedSelfTest)
                ? @" \dag: cannot tell explanations from random scores here; \ddag: prefers something else to the exact attribution.}" : "}"));
        writer.WriteLine($@"\begin{{tabular}}{{l{new string('r', table.Columns.Length)}}}");
        writer.WriteLine(@"\toprule");
        writer.WriteLine(
            $@"explainer{string.Concat(table.Columns.Select(column => " & " + Head(column) + Plus(run, column.Name) + Mark(column)))} \\");
        writer.WriteLine(@"\midrule");
        string[][] letters = [.. table.Columns.Select(column => SignificanceLetters.Of(column).ToArray())];
        foreach ((int i, string explainer) in table.Explainers.Index())
        {
            if (i > 0)
            {
                writer.WriteLine(@"\addlinespace[3pt]");
            }

            writer.WriteLine(
                $@"{LatexText.Escape(explainer)}{Plus(run, explainer)}{string.Concat(table.Columns.Select((column, m) => " & " + Mean(column, i, letters[m][i])))} \\[-2pt]");
            writer.WriteLine($@"{string.Concat(table.Columns.Select(column => " & " + Interval(column, i)))} \\");
        }

        writer.WriteLine(@"\bottomrule");
        writer.WriteLine(@"\end{tabular}");
        writer.WriteLine(@"\end{table}");
    }

    private static string Head(ComparisonColumn column) =>
        $@"{LatexText.Escape(column.ShortName)} ${(column.Descriptor.Direction == MetricDirection.HigherIsBetter ? @"\uparrow" : @"\downarrow")}$";

    private static string Plus(RunManifest run, string name) => RunWords.AddedMark(run, name).Length == 0 ? "" : @"\textsuperscript{+}";

    private static string Mark(ComparisonColumn column) => column.Mark.Trim() switch
    {
        "†" => @"\textsuperscript{\dag}",
        "‡" => @"\textsuperscript{\ddag}",
        _ => "",
    };

    private static string Mean(ComparisonColumn column, int explainer, string letters)
    {
        MeanEstimate estimate = column.Comparison.Means[explainer];
        string mean = estimate.Count == 0 ? "--" : $"${Numbers.Mean(column, explainer)}$";
        string marked = column.Standing(explainer) switch
        {
            Standing.Best => $@"\textbf{{\boldmath{mean}}}",
            Standing.AmongBest => $@"\underline{{{mean}}}",
            _ => mean,
        };
        marked += Numbers.Notes(column, explainer).Replace("°", @"$^\circ$", StringComparison.Ordinal)
            .Replace("§", @"\S", StringComparison.Ordinal);
        return letters.Length == 0 ? marked : $@"{marked}\textsuperscript{{{letters}}}";
    }

    private static string Interval(ComparisonColumn column, int explainer)
    {
        string interval = Numbers.Interval(column, explainer);
        return column.Comparison.Means[explainer].Interval is IntervalKind.None or IntervalKind.Constant
            ? $@"{{\scriptsize {LatexText.Escape(interval)}}}"
            : $@"{{\scriptsize ${interval}$}}";
    }
}
