using System.Collections.Immutable;
using System.Globalization;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>One explainer's heat map with its name, its scale, its warnings, and the slider along its deletion curve.</summary>
internal static class HeatRow
{
    /// <summary>Writes an explainer's row.</summary>
    public static void Write(
        MarkupWriter html, PageContent content, int target, int explainer, ExplanationRecord record, RecordedExplanation explanation)
    {
        var drawn = new DrawnExplanation(record, explanation) { Tokens = content.Records[target] };
        html.Open("div", ("class", "map")).Open("div").Element("h3", explanation.Name);
        html.Element(
            "small", $"{(explanation.Signed == false ? "no sign; " : "")}largest magnitude {ExplanationWords.Number(drawn.Largest)}");
        if (content.Sheets.Count > target && explainer < content.Sheets[target].Explainers.Length)
        {
            foreach (Note note in content.Sheets[target].Explainers[explainer].Trust.Where(note => note.IsWarning))
            {
                html.Element("small", $"⚠ {note.Words}", ("class", "warning"));
            }
        }

        html.Close("div");
        Open(html, $"{explanation.Name}: heat map");
        html.Raw(DrawingScript.ForPage("heat", drawn.Data)).Close("div");
        if (PageDeletions.Curve(content, target, explainer) is { } curve)
        {
            html.Open("p", ("class", "slider"), ("hidden", "")).Open("label").Text("remove what ranks first ");
            html.Empty(
                "input", ("type", "range"), ("min", 0), ("max", curve.Values.Length - 1), ("value", 0),
                ("data-curve", string.Create(CultureInfo.InvariantCulture, $"{target} {explainer}")),
                ("aria-label", $"Tokens removed in the order of {explanation.Name}"));
            html.Close("label").Text(" ").Open("output").Close("output").Close("p");
        }

        html.Close("div");
    }

    /// <summary>Writes where explainers differ.</summary>
    public static void WriteDisagreement(MarkupWriter html, ExplanationRecord record, Disagreement differences)
    {
        var strip = new RecordedExplanation("where explainers differ", differences.Spread) { Signed = false };
        html.Open("div", ("class", "map differ")).Open("div").Element("h3", strip.Name);
        html.Element("small", "standard deviation over the explainers of |score| as a share of the explainer’s largest");
        html.Close("div");
        Open(html, "Where explainers differ");
        html.Raw(DrawingScript.ForPage("heat", new DrawnExplanation(record, strip).Data)).Close("div");
        if (!differences.Clashes.IsEmpty)
        {
            ImmutableArray<ShownToken> shown = ShownToken.Of(record);
            string words = string.Join(
                ", ", shown.Where(token => differences.Clashes.Contains(token.Index)).Select(token => $"“{token.Text}”"));
            html.Element("p", $"Of one sign for some and of the other for others, and large for both: {words}.", ("class", "quiet"),
                ("dir", "auto"));
        }

        html.Close("div");
    }

    private static void Open(MarkupWriter html, string name) => html.Open(
        "div", ("class", "drawn"), ("tabindex", "0"), ("role", "group"), ("aria-label", $"{name}, arrow keys move from word to word"));
}
