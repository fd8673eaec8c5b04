using System.Globalization;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>
/// The table of explanations as transformers-interpret draws it: for each the true and the predicted label, the label explained, the sum of
/// the scores, and the text in their colours.
/// </summary>
internal static class ClassTable
{
    private static readonly string[] _heads = [
        "true label", "predicted label", "attribution label", "attribution score", "word importance"];

    /// <summary>Writes the table of one explainer.</summary>
    /// <param name="html">Where to write.</param>
    /// <param name="records">The same text once per class.</param>
    /// <param name="explainer">Name of the explainer.</param>
    /// <param name="labels">The model's labels.</param>
    public static void Write(MarkupWriter html, IReadOnlyList<ExplanationRecord> records, string explainer, IReadOnlyList<string> labels)
    {
        Begin(html, explainer, _heads);
        foreach (ExplanationRecord record in records)
        {
            if (record.Explanations.FirstOrDefault(explanation => explanation.Name == explainer) is { } explanation)
            {
                html.Open("tr");
                WriteCells(html, record, explanation, labels);
            }
        }

        html.Close("tbody").Close("table");
    }

    /// <summary>Writes the table of one class.</summary>
    /// <param name="html">Where to write.</param>
    /// <param name="record">The text and its explanations.</param>
    /// <param name="labels">The model's labels.</param>
    public static void Write(MarkupWriter html, ExplanationRecord record, IReadOnlyList<string> labels)
    {
        Begin(html, record.Target.Title, ["explainer", .. _heads]);
        foreach (RecordedExplanation explanation in record.Explanations)
        {
            html.Open("tr").Element("td", explanation.Name);
            WriteCells(html, record, explanation, labels);
        }

        html.Close("tbody").Close("table");
    }

    private static void Begin(MarkupWriter html, string caption, IEnumerable<string> heads)
    {
        html.Open("table").Element("caption", caption).Open("thead").Open("tr");
        foreach (string head in heads)
        {
            html.Element("th", head, ("scope", "col"));
        }

        html.Close("tr").Close("thead").Open("tbody");
    }

    private static void WriteCells(
        MarkupWriter html, ExplanationRecord record, RecordedExplanation explanation, IReadOnlyList<string> labels)
    {
        html.Element("td", record.Label ?? "–").Element("td", ExplanationWords.Predicted(record, labels));
        html.Element("th", TargetWords.Of(record), ("scope", "row"));
        string sum = explanation.Signed == false ? "no sum" : explanation.Scores.Sum().ToString("F3", CultureInfo.InvariantCulture);
        html.Element("td", sum, ("class", "number"));
        html.Open("td").Raw(DrawingScript.ForPage("heat", new DrawnExplanation(record, explanation).Data));
        html.Close("td").Close("tr");
    }
}
