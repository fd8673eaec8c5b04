namespace Bench.Reporting;

/// <summary>Every reason for doubt in one place, before anything is drawn.</summary>
internal static class PageWarnings
{
    /// <summary>Writes the list; nothing where there is no reason.</summary>
    public static void Write(MarkupWriter html, PageContent content)
    {
        (string? Target, string Words)[] warnings = [.. content.Sheets.SelectMany((sheet, i) => sheet.Warnings.Select(words =>
            (content.Sheets.Count > 1 ? content.Records[i].Target.Title : null, words))).Distinct()];
        string[] texts = [.. content.Sheets.SelectMany(sheet => sheet.Text).Select(note => note.ToString()).Distinct()];
        if (texts.Length == 0)
        {
            return;
        }

        html.Open("section", ("aria-labelledby", "trust-title"), ("class", warnings.Length > 0 ? "notice" : "calm"));
        html.Element("h2", warnings.Length > 0 ? "⚠ Reasons for doubt" : "No reason for doubt was found", ("id", "trust-title"));
        if (warnings.Length > 0)
        {
            html.Open("ul");
            foreach ((string? target, string words) in warnings)
            {
                html.Element("li", target is null ? words : $"{target}: {words}");
            }

            html.Close("ul");
        }

        html.Element("p", $"Of text and prediction: {string.Join("; ", texts)}", ("class", "quiet")).Close("section");
    }
}
