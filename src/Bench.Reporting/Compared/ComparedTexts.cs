using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>Texts of two runs side by side: those on which the models part, each with its heat maps.</summary>
internal static class ComparedTexts
{
    /// <summary>Texts shown: a page without a script can hold no run's worth.</summary>
    private const int Most = 30;

    /// <summary>Writes the section; a sentence where the texts of a run are gone or none is in both.</summary>
    public static void Write(MarkupWriter html, RunComparison comparison, ResultSet first, ResultSet second)
    {
        (ExplanationRecord First, ExplanationRecord Second)[] pairs = Pairs(first, second);
        html.Open("section", ("id", "texts")).Element("h2", "Texts side by side");
        if (pairs.Length == 0)
        {
            html.Element("p", "The explanations of one of the runs are gone.", ("class", "quiet")).Close("section");
            return;
        }

        (ExplanationRecord First, ExplanationRecord Second)[] shown =
            [.. pairs.OrderByDescending(pair => IsRight(pair.First, first.Run) != IsRight(pair.Second, second.Run))
                .ThenByDescending(Distance).Take(Most)];
        string which = string.Create(
            CultureInfo.InvariantCulture,
            $"{shown.Length} of {pairs.Length} texts: first those on which one model is right and the other wrong, then by how far their ")
            + "probabilities differ.";
        html.Element("p", which, ("class", "quiet"));
        foreach ((int place, (ExplanationRecord First, ExplanationRecord Second) pair) in shown.Index())
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"text-{place + 1}");
            html.Open("article", ("class", "case"), ("id", id));
            html.Open("h3").Element("a", pair.First.Instance ?? id, ("href", $"#{id}")).Close("h3").Open("div", ("class", "sides"));
            Side(html, comparison.First, pair.First);
            Side(html, comparison.Second, pair.Second);
            html.Close("div").Close("article");
        }

        html.Close("section");
    }

    private static void Side(MarkupWriter html, RunManifest run, ExplanationRecord record)
    {
        string outcome = IsRight(record, run) switch { true => "✓ right", false => "✗ wrong", null => "" };
        ExplanationRecord shown = record.InUnits();
        html.Open("div").Element("p", $"{run.Model.Name} {outcome}");
        html.Element("p", ExplanationWords.Heading(shown, run.Model.Labels), ("class", "quiet"));
        foreach (RecordedExplanation explanation in shown.Explanations)
        {
            html.Element("h4", explanation.Signed == false ? $"{explanation.Name} (no sign)" : explanation.Name);
            html.Raw(DrawingScript.ForPage("heat", new DrawnExplanation(shown, explanation).Data));
        }

        html.Close("div");
    }

    private static bool? IsRight(ExplanationRecord record, RunManifest run)
    {
        int label = record.Label is null ? -1 : ModelLabels.IndexOf(run.Model.Labels, record.Label);
        return record.Task is not null ? record.IsCorrect
            : label < 0 ? null : record.Probabilities.IndexOf(record.Probabilities.Max()) == label;
    }

    // One explained target a text: a run of several has the same text in more than one record.
    private static (ExplanationRecord First, ExplanationRecord Second)[] Pairs(ResultSet first, ResultSet second)
    {
        bool isOneFile = first.Run.Dataset.IsReadAs(second.Run.Dataset);
        Dictionary<(string?, string), ExplanationRecord> others = [];
        foreach (ExplanationRecord record in second.Explanations)
        {
            others.TryAdd(Key(record), record);
        }

        return [.. first.Explanations.DistinctBy(Key).Where(record => others.ContainsKey(Key(record)))
            .Select(record => (record, others[Key(record)]))];

        (string?, string) Key(ExplanationRecord record) => (record.Instance, isOneFile ? "" : RunCase.Key(record));
    }

    private static double Distance((ExplanationRecord First, ExplanationRecord Second) pair) =>
        pair.First.Probabilities.Length == pair.Second.Probabilities.Length
        ? pair.First.Probabilities.Zip(pair.Second.Probabilities, (a, b) => Math.Abs(a - b)).Max() : 0;
}
