using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>Shows words, or the units explained, and tokens at a click: two buttons and styles, no script.</summary>
internal static class UnitSwitch
{
    /// <summary>What the page's styles need for it.</summary>
    public const string Style =
        """
        .tokens,#by-token:checked~.units{display:none}#by-token:checked~.tokens{display:block}
        .switch{margin:0 14px 0 4px}@media print{.switch,input[name=by]{display:none}}
        """;

    /// <summary>Writes both views; one without buttons where every word is one token.</summary>
    /// <param name="html">Where to write.</param>
    /// <param name="records">The same text once per class explained.</param>
    /// <param name="view">Writes a view of records whose tokens are what is shown, and what these are called.</param>
    public static void Write(
        MarkupWriter html, IReadOnlyList<ExplanationRecord> records, Action<IReadOnlyList<ExplanationRecord>, string> view)
    {
        ExplanationRecord[] units = [.. records.Select(UnitView.InWords)];
        if (records[0].Image is not null)
        {
            view(units, records[0].Granularity is { } parts ? $"{OptionsBinder.Key(parts.ToString())}s" : "patches");
            return;
        }

        if (units.Zip(records).All(pair => pair.First.Tokens.Length == pair.Second.Tokens.Length))
        {
            view(records, "tokens");
            return;
        }

        Granularity? explained = records[0].Granularity;
        string noun = explained switch
        {
            Granularity.Sentence => "sentences",
            Granularity.Segments => "segments",
            _ => "words",
        };
        Button(html, "by-unit", $"by {noun[..^1]}", isOn: true);
        Button(html, "by-token", "by token", isOn: false);
        html.Open("div", ("class", "units"));
        html.Element(
            "p",
            explained is null ? "The score of a word is the sum of its tokens’ scores." : $"The {noun} were explained as such.",
            ("class", "quiet"));
        view(units, noun);
        html.Close("div").Open("div", ("class", "tokens"));
        view(records, "tokens");
        html.Close("div");
    }

    private static void Button(MarkupWriter html, string id, string text, bool isOn)
    {
        (string, object)[] on = isOn ? [("checked", "")] : [];
        html.Empty("input", [("type", "radio"), ("name", "by"), ("id", id), .. on]);
        html.Element("label", text, ("for", id), ("class", "switch"));
    }
}
