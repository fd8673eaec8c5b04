using System.Globalization;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>
/// The table of a text's classes as transformers-interpret draws it: for each explained class the true and the predicted label, the label
/// explained, the sum of the scores, and the text in their colours.
/// </summary>
internal static class ClassTable
{
    private static readonly string[] _heads = ["true label", "predicted label", "attribution label", "attribution score", "word importance"];

    /// <summary>Writes the table of one explainer.</summary>
    /// <param name="html">Where to write.</param>
    /// <param name="records">The same text once per class.</param>
    /// <param name="explainer">Name of the explainer.</param>
    /// <param name="labels">The model's labels.</param>
    public static void Write(MarkupWriter html, IReadOnlyList<ExplanationRecord> records, string explainer, IReadOnlyList<string> labels)
    {
        html.Open("table").Element("caption", explainer).Open("thead").Open("tr");
        foreach (string head in _heads)
        {
            html.Element("th", head, ("scope", "col"));
        }

        html.Close("tr").Close("thead").Open("tbody");
        foreach (ExplanationRecord record in records)
        {
            if (record.Explanations.FirstOrDefault(explanation => explanation.Name == explainer) is not { } explanation)
            {
                continue;
            }

            html.Open("tr").Element("td", record.Label ?? "–").Element("td", ExplanationWords.Predicted(record, labels));
            html.Element("th", record.Target.Title, ("scope", "row"));
            html.Element("td", explanation.Scores.Sum().ToString("F3", CultureInfo.InvariantCulture), ("class", "number"));
            html.Open("td");
            ExplanationPicture.WriteHeat(html, record, explanation);
            html.Close("td").Close("tr");
        }

        html.Close("tbody").Close("table");
    }
}
