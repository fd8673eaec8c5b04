namespace Bench.Reporting;

/// <summary>Every explainer with its options, what it took, and how far to trust it.</summary>
internal static class PageExplainers
{
    /// <summary>Writes the table.</summary>
    public static void Write(MarkupWriter html, PageContent content)
    {
        if (content.Sheets.Count == 0)
        {
            return;
        }

        html.Open("section", ("aria-labelledby", "explainers-title")).Element("h2", "Explainers", ("id", "explainers-title"));
        foreach ((int i, ExplanationSheet sheet) in content.Sheets.Index())
        {
            bool isOne = content.Sheets.Count == 1;
            string caption = isOne ? "Options, cost and trust" : $"Options, cost and trust of {content.Records[i].Target.Title}";
            if (!isOne)
            {
                html.Open("details").Open("summary").Text(caption).Close("summary");
            }

            html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", caption)).Open("table");
            if (isOne)
            {
                html.Element("caption", caption);
            }

            html.Open("thead").Open("tr");
            foreach (string head in (string[])["explainer", "options", "cost and diagnostics", "sign", "trust"])
            {
                html.Element("th", head, ("scope", "col"));
            }

            html.Close("tr").Close("thead").Open("tbody");
            foreach (ExplainerSheet explainer in sheet.Explainers)
            {
                html.Open("tr").Element("th", explainer.Name, ("scope", "row")).Element("td", explainer.Options)
                    .Element("td", explainer.Cost);
                html.Element("td", explainer.Sign).Open("td").Open("ul", ("class", "notes"));
                foreach (Note note in explainer.Trust)
                {
                    html.Element("li", note.ToString(), ("class", note.IsWarning ? "warning" : "fine"));
                }

                html.Close("ul").Close("td").Close("tr");
            }

            html.Close("tbody").Close("table").Close("div");
            if (!isOne)
            {
                html.Close("details");
            }
        }

        foreach (string words in content.Sheets.SelectMany(sheet => sheet.Scores).Distinct())
        {
            html.Element("p", words, ("class", "quiet"));
        }

        html.Close("section");
    }
}
