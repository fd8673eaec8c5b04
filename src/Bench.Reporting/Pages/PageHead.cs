using System.Collections.Immutable;
using System.Globalization;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>What was asked and what the model answers: facts, probabilities as bars, the task's answer.</summary>
internal static class PageHead
{
    /// <summary>Writes it.</summary>
    public static void Write(MarkupWriter html, PageContent content)
    {
        html.Open("section", ("aria-label", "What the model says"));
        if (content.Sheets.Count > 0)
        {
            ExplanationSheet sheet = content.Sheets[0];
            Facts(html, [
                ("Explained", string.Join("; ", content.Sheets.Select(one => one.Explained))),
                .. sheet.Facts]);
        }

        foreach ((string name, string text) in Texts(content.Records[0]).Where(one => one.Text.Length > 0))
        {
            html.Open("blockquote", ("dir", "auto")).Open("small").Text(name).Close("small").Text(text).Close("blockquote");
        }

        if (content.Sheets.Count > 0)
        {
            // Of tokens each has outputs of its own; the table of classes has what is predicted for each.
            bool isOne = content.Sheets.Select(sheet => sheet.OutputLine).Distinct().Count() == 1;
            Bars(
                html, content.Sheets[0], isOne ? "What the model says" : $"What the model says of {TargetWords.Of(content.Records[0])}",
                [.. content.Records.Take(isOne ? content.Records.Count : 1).Select(record => record.Target.Label)]);
        }
        else
        {
            html.Element("p", ExplanationWords.Heading(content.Records[0], content.Labels));
        }

        AnswerTable.Write(html, content);
        if (content.Command is { } command)
        {
            html.Element("h2", "Command").Open("div", ("class", "command"))
                .Element("pre", command, ("id", "command"), ("tabindex", "0"), ("dir", "ltr"));
            html.Element("button", "Copy", ("type", "button"), ("id", "copy"), ("hidden", "")).Close("div");
        }

        html.Close("section");
    }

    private static IEnumerable<(string Name, string Text)> Texts(ExplanationRecord record)
    {
        ImmutableArray<string> names = SegmentNames.Of(record);
        yield return (names[0], record.Text);
        if (record.TextPair is { } pair && record.HiddenSegment != 1)
        {
            yield return (names[1], pair);
        }
    }

    private static void Facts(MarkupWriter html, IEnumerable<(string Name, string Value)> facts)
    {
        html.Open("dl", ("class", "facts"));
        foreach ((string name, string value) in facts)
        {
            html.Open("div").Element("dt", name).Open("dd", ("dir", "auto")).Text(value).Close("dd").Close("div");
        }

        html.Close("dl");
    }

    private static void Bars(MarkupWriter html, ExplanationSheet sheet, string caption, IReadOnlyCollection<string> explained)
    {
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", "Outputs"));
        html.Open("table", ("class", "chances")).Element("caption", caption).Open("thead").Open("tr");
        bool logits = sheet.Outputs.Any(output => output.Logit is not null);
        foreach (string head in (string[])[
            "output", logits ? "probability" : "number", "share", .. logits ? (string[])["logit"] : [], "explained"])
        {
            html.Element("th", head, ("scope", "col"));
        }

        html.Close("tr").Close("thead").Open("tbody");
        double largest = logits ? 1 : Math.Max(double.Epsilon, sheet.Outputs.Max(output => Math.Abs(output.Value)));
        foreach ((string label, double value, double? logit) in sheet.Outputs)
        {
            html.Open("tr").Element("th", label, ("scope", "row"), ("dir", "auto"));
            html.Element("td", value.ToString("F3", CultureInfo.InvariantCulture), ("class", "number"));
            html.Open("td", ("class", "bar"))
                .Open("svg", ("width", 160.0), ("height", 12.0), ("viewBox", "0 0 160 12"), ("aria-hidden", "true"));
            html.Empty("rect", ("width", 160.0), ("height", 12.0), ("rx", 4.0), ("fill", "var(--line)"));
            html.Empty("rect", ("width", 160 * Math.Abs(value) / largest), ("height", 12.0), ("rx", 4.0), ("fill", "var(--accent)"))
                .Close("svg").Close("td");
            if (logits)
            {
                html.Element("td", logit?.ToString("F3", CultureInfo.InvariantCulture) ?? "", ("class", "number"));
            }

            html.Element("td", explained.Contains(label) ? "✓" : "").Close("tr");
        }

        html.Close("tbody").Close("table").Close("div");
        if (sheet.LessLikely > 0)
        {
            html.Element("p", string.Create(CultureInfo.InvariantCulture, $"and {sheet.LessLikely:N0} less likely"), ("class", "quiet"));
        }
    }
}
