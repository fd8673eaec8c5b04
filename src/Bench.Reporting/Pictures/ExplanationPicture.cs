using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>One text's explanations as pictures, each explanation by its own largest score: blue for the target, orange against it.</summary>
public static class ExplanationPicture
{
    /// <summary>A snippet to paste into a page or a notebook: styles stand on the elements, nothing else is needed.</summary>
    /// <param name="record">The explanations.</param>
    /// <param name="labels">The model's labels.</param>
    public static string Snippet(ExplanationRecord record, IReadOnlyList<string> labels)
    {
        var html = new MarkupWriter();
        WriteSnippet(html, record.InUnits(), labels);
        return html.ToString();
    }

    /// <summary>
    /// A page of its own: heat maps, bars and force plots, the table of classes where there are several, attention where it is given. It shows words,
    /// or the units explained, and tokens at a click.
    /// </summary>
    /// <param name="records">The same text once per class explained.</param>
    /// <param name="labels">The model's labels.</param>
    /// <param name="attention">The text's attention maps, or <see langword="null"/>.</param>
    public static string Page(IReadOnlyList<ExplanationRecord> records, IReadOnlyList<string> labels, AttentionViews? attention = null) =>
        ExplanationPage.Write(records, labels, attention);

    /// <summary>A picture for papers and slides.</summary>
    /// <param name="records">The same text once per class explained.</param>
    /// <param name="labels">The model's labels.</param>
    /// <param name="kind">How scores are drawn.</param>
    public static string Svg(IReadOnlyList<ExplanationRecord> records, IReadOnlyList<string> labels, PlotKind kind = PlotKind.Heat) =>
        PictureStack.Draw([.. records.Select(UnitView.InUnits)], labels, kind);

    internal static double Largest(RecordedExplanation explanation) => explanation.Scores.IsEmpty ? 0 : explanation.Scores.Max(Math.Abs);

    internal static void WriteSnippet(MarkupWriter html, ExplanationRecord record, IReadOnlyList<string> labels)
    {
        html.Open("figure", ("style", "margin:0;font:16px/1.9 system-ui,sans-serif;color:#111;background:#fff"));
        html.Element("figcaption", ExplanationWords.Heading(record, labels), ("style", "font-size:14px;color:#475467"));
        foreach (RecordedExplanation explanation in record.Explanations)
        {
            html.Element("div", explanation.Name, ("style", "font-weight:600;font-size:14px;margin-top:8px"));
            WriteHeat(html, record, explanation);
        }

        html.Close("figure");
    }

    internal static void WriteHeat(MarkupWriter html, ExplanationRecord record, RecordedExplanation explanation)
    {
        html.Open("div", ("dir", "auto"), ("style", "white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate"));
        double largest = Largest(explanation);
        foreach (ShownToken token in ShownToken.Of(record))
        {
            double score = explanation.Scores[token.Index];
            double shade = largest == 0 ? 0 : score / largest;
            string chip = token.IsChip ? ";font-size:11px;border:1px solid #cfd4dc;border-radius:4px;padding:1px 4px;margin:0 3px" : "";
            html.Text(token.Gap).Element(
                "span",
                token.Text,
                ("style", $"background-color:{DivergingScale.Background(shade)};color:{DivergingScale.Foreground(shade)}{chip}"),
                ("title", ExplanationWords.Number(score)));
        }

        html.Close("div");
    }
}
