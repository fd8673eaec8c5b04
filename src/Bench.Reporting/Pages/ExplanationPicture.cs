using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>
/// One text's explanations as pictures, each explanation by its own largest score: blue for the target, orange against it, one colour where
/// scores have no sign.
/// </summary>
public static class ExplanationPicture
{
    /// <summary>A snippet to paste into a page or a notebook: styles stand on the elements, nothing else is needed.</summary>
    /// <param name="record">The explanations.</param>
    /// <param name="labels">The model's labels.</param>
    public static string Snippet(ExplanationRecord record, IReadOnlyList<string> labels)
    {
        ExplanationRecord shown = record.InUnits();
        var html = new MarkupWriter();
        html.Open("figure", ("style", "margin:0;font:16px/1.9 system-ui,sans-serif;color:#111;background:#fff"));
        html.Element("figcaption", ExplanationWords.Heading(shown, labels), ("style", "font-size:14px;color:#475467"));
        foreach (RecordedExplanation explanation in shown.Explanations)
        {
            string name = explanation.Signed == false ? $"{explanation.Name} (no sign)" : explanation.Name;
            html.Element("div", name, ("style", "font-weight:600;font-size:14px;margin-top:8px"));
            html.Raw(DrawingScript.Alone("BenchDrawing.snippet(input)", new DrawnExplanation(shown, explanation).Data));
        }

        return html.Close("figure").ToString();
    }

    /// <summary>
    /// A page of its own: heat maps, bars and force plots, the table of classes where there are several, attention where it is given. It
    /// shows words, or the units explained, and tokens at a click.
    /// </summary>
    /// <param name="records">The same text once per class explained.</param>
    /// <param name="labels">The model's labels.</param>
    /// <param name="attention">The text's attention maps, or <see langword="null"/>.</param>
    public static string Page(IReadOnlyList<ExplanationRecord> records, IReadOnlyList<string> labels, AttentionViews? attention = null) =>
        ExplanationPage.Write(new PageContent(records, labels) { Attention = attention });

    /// <summary>A picture for papers and slides.</summary>
    /// <param name="records">The same text once per class explained.</param>
    /// <param name="labels">The model's labels.</param>
    /// <param name="kind">How scores are drawn.</param>
    public static string Svg(IReadOnlyList<ExplanationRecord> records, IReadOnlyList<string> labels, PlotKind kind = PlotKind.Heat) =>
        DrawingScript.Alone(
            $"BenchDrawing.stack('{OptionsBinder.Key(kind.ToString())}', input)",
            records.Select(UnitView.InUnits).Select(record => new
            {
                Heading = ExplanationWords.Heading(record, labels),
                Explanations = record.Explanations.Select(explanation => new DrawnExplanation(record, explanation).Data),
            })) + "\n";
}
