using System.Collections.Immutable;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>The scores as numbers: a row per token, a column per explainer.</summary>
internal static class NumberTable
{
    /// <summary>Writes the table.</summary>
    public static void Write(MarkupWriter html, ExplanationRecord record)
    {
        html.Open("table", ("class", "numbers")).Open("thead").Open("tr").Element("th", "token", ("scope", "col"));
        foreach (RecordedExplanation explanation in record.Explanations)
        {
            html.Element("th", explanation.Signed == false ? $"{explanation.Name} (no sign)" : explanation.Name, ("scope", "col"));
        }

        html.Close("tr").Close("thead").Open("tbody");
        ImmutableArray<ShownToken> tokens = ShownToken.Of(record);
        foreach (ShownToken token in tokens)
        {
            html.Open("tr").Element("th", token.Text, ("scope", "row"), ("dir", "auto"));
            foreach (RecordedExplanation explanation in record.Explanations)
            {
                html.Element("td", ExplanationWords.Number(explanation.Scores[token.Index]), ("class", "number"));
            }

            html.Close("tr");
        }

        html.Close("tbody").Close("table");
    }
}
