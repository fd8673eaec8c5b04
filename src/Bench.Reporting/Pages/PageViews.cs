using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>The scores of every explainer in every way they are drawn, once in units and once in tokens.</summary>
internal static class PageViews
{
    /// <summary>Writes the views.</summary>
    /// <param name="html">Where to write.</param>
    /// <param name="content">The page.</param>
    /// <param name="shown">Its records as they are shown.</param>
    /// <param name="noun">What is shown of a text: tokens, words and so on.</param>
    public static void Write(MarkupWriter html, PageContent content, IReadOnlyList<ExplanationRecord> shown, string noun)
    {
        if (shown.Count > 1)
        {
            html.Element("h2", "Classes");
            html.Element(
                "p", $"Score: the sum over all {noun}, of scores that have a sign. Each row by its own largest score.", ("class", "quiet"));
            foreach (string name in shown.SelectMany(record => record.Explanations.Select(explanation => explanation.Name)).Distinct())
            {
                Scroll(html, $"Classes by {name}", () => ClassTable.Write(html, shown, name, content.Labels));
            }
        }

        Legend(html, shown);
        TargetEntity? last = null;
        foreach ((int i, ExplanationRecord record) in shown.Index())
        {
            if (shown.Count > 1)
            {
                last = Heading(html, record, last);
                html.Open("details").Open("summary").Text(TargetWords.Of(record)).Close("summary");
            }

            Views(html, content, i, record, noun);
            if (shown.Count > 1)
            {
                html.Close("details");
            }
        }
    }

    // The tokens of an entity stand below its name, and those of none not below the name of the one before.
    private static TargetEntity? Heading(MarkupWriter html, ExplanationRecord record, TargetEntity? last)
    {
        TargetEntity? entity = TargetEntity.Of(record);
        if (entity is not null && entity != last)
        {
            html.Element("h2", entity.Heading, ("dir", "auto"));
        }
        else if (entity is null && last is not null)
        {
            html.Element("h2", "In no entity");
        }

        return entity;
    }

    private static void Views(MarkupWriter html, PageContent content, int target, ExplanationRecord record, string noun)
    {
        if (PictureSection.IsOf(record))
        {
            PictureSection.Write(html, record);
        }
        else
        {
            HeatRows(html, content, target, record);
        }

        html.Element("h2", "Bars")
            .Element("p", $"The {noun} with the largest magnitudes; of scores with a sign also the sum of all others.", ("class", "quiet"));
        html.Open("div", ("class", "maps linked"));
        foreach (RecordedExplanation explanation in record.Explanations)
        {
            Figure(html, record, explanation, "bar");
        }

        html.Close("div").Element("h2", "Force plots").Element(
            "p",
            $"All scores end to end: {noun} for the target (blue) push their sum to the right, {noun} against it (orange) to the left; "
                + "the largest stand where "
            + "both meet. Of methods that promise that their scores add up, the axis is the model’s own, from the baseline’s output to "
                + "the text’s; what they miss is "
            + "the thin bar below. Of all others the axis begins at 0, and their sum is no output.",
            ("class", "quiet"));
        html.Open("div", ("class", "plots linked"));
        foreach (RecordedExplanation explanation in record.Explanations)
        {
            if (explanation.Signed == false)
            {
                html.Open("figure").Element("figcaption", explanation.Name).Element(
                    "p", $"No force plot: {ExplainerSheet.Unsigned}.", ("class", "quiet")).Close("figure");
            }
            else
            {
                Figure(html, record, explanation, "force");
            }
        }

        html.Close("div").Element("h2", "Numbers");
        Scroll(html, $"Scores of all {noun} for {TargetWords.Of(record)}", () => NumberTable.Write(html, record));
        if (content.Records.Count == 1)
        {
            html.Element("h2", "Table").Element("p", $"Score: the sum over all {noun}, of scores that have a sign.", ("class", "quiet"));
            Scroll(html, "Table of explainers", () => ClassTable.Write(html, record, content.Labels));
        }
    }

    private static void HeatRows(MarkupWriter html, PageContent content, int target, ExplanationRecord record)
    {
        html.Element("h2", "Heat maps").Open("div", ("class", "linked"));
        foreach ((int i, RecordedExplanation explanation) in record.Explanations.Index())
        {
            HeatRow.Write(html, content, target, i, record, explanation);
        }

        if (Disagreement.Of(record) is { } differences)
        {
            HeatRow.WriteDisagreement(html, record, differences);
        }

        html.Close("div");
    }

    private static void Figure(MarkupWriter html, ExplanationRecord record, RecordedExplanation explanation, string drawing)
    {
        var drawn = new DrawnExplanation(record, explanation);
        html.Open("figure").Element("figcaption", explanation.Name);
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", $"{drawing} of {explanation.Name}"));
        html.Raw(DrawingScript.ForPage(drawing, drawn.Data)).Close("div");
        if (drawing == "force")
        {
            html.Raw(DrawingScript.ForPage("heat", drawn.Data));
        }

        html.Close("figure");
    }

    private static void Legend(MarkupWriter html, IReadOnlyList<ExplanationRecord> records)
    {
        RecordedExplanation[] all = [.. records.SelectMany(record => record.Explanations)];
        html.Open("p", ("class", "legend"));
        if (all.Any(explanation => explanation.Signed != false))
        {
            html.Text("against ").Open("span", ("class", "ramp")).Close("span")
                .Text($" for {(records.Count == 1 ? records[0].Target.Title : "the target")}. ");
        }

        if (all.Any(explanation => explanation.Signed == false))
        {
            html.Text("no sign: little ").Open("span", ("class", "ramp unsigned")).Close("span").Text(" much. ");
        }

        html.Text("The darkest colour of each row is its own largest magnitude, which stands beside it; shades are linear from 0.");
        if (records[0].Rationales is { Length: > 0 })
        {
            html.Text(" ").Element("span", "Brackets", ("class", "why")).Text(" are people’s rationales.");
        }

        html.Close("p");
    }

    private static void Scroll(MarkupWriter html, string name, Action write)
    {
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", name));
        write();
        html.Close("div");
    }
}
