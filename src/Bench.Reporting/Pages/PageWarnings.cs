namespace Bench.Reporting;

/// <summary>Every reason for doubt in one place, before anything is drawn.</summary>
internal static class PageWarnings
{
    /// <summary>What is known, and what is not, of how far a text is from what the model was trained on.</summary>
    private const string Unlike = "Unknown tokens and tokens cut off are all that shows whether a text is unlike what the model was trained "
        + "on: the training data is not known.";

    /// <summary>Writes the list; nothing where nothing is known.</summary>
    public static void Write(MarkupWriter html, PageContent content)
    {
        string[] texts = [.. content.Sheets.SelectMany(sheet => sheet.Text).Select(note => note.ToString()).Distinct()];
        if (texts.Length == 0)
        {
            return;
        }

        // What is said of every target is said once.
        (string Words, int[] Targets)[] warnings = [.. content.Sheets
            .SelectMany((sheet, i) => sheet.Warnings.Select(words => (Words: words, Target: i)))
            .GroupBy(warning => warning.Words, warning => warning.Target)
            .Select(same => (same.Key, same.Distinct().ToArray()))];
        html.Open("section", ("aria-labelledby", "trust-title"), ("class", warnings.Length > 0 ? "notice" : "calm"));
        html.Element("h2", warnings.Length > 0 ? "⚠ Reasons for doubt" : "No reason for doubt was found", ("id", "trust-title"));
        if (warnings.Length > 0)
        {
            html.Open("ul");
            foreach ((string words, int[] targets) in warnings)
            {
                html.Element("li", targets.Length == content.Sheets.Count ? words
                    : $"{words} ({string.Join(", ", targets.Select(target => TargetWords.Of(content.Records[target])))})");
            }

            html.Close("ul");
        }

        html.Element("p", $"Of text and prediction: {string.Join("; ", texts)}.", ("class", "quiet"));
        html.Element("p", Unlike, ("class", "quiet")).Close("section");
    }
}
