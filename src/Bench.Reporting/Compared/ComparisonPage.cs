using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>
/// The page of <c>compare --html</c>: two runs against each other, what was found, every number, and texts side by side. It has no script.
/// </summary>
public static class ComparisonPage
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    private const string OwnStyle =
        """
        .top h1 { margin-bottom: 0; padding-bottom: 20px; }
        .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 10px 28px; }
        .sides > div { min-width: 0; overflow-wrap: anywhere; }
        .case { border-top: 1px solid var(--line); padding: 16px 0; }
        .case h3 { overflow-wrap: anywhere; }
        .case h4 { margin: 8px 0 2px; font-size: 14px; }
        .better { color: var(--good); font-weight: 600; }
        .worse { color: var(--bad); font-weight: 600; }
        """;

    /// <summary>Writes the page.</summary>
    /// <param name="comparison">What was found.</param>
    /// <param name="first">The run compared against, for its texts.</param>
    /// <param name="second">The run judged, for its texts.</param>
    /// <param name="writer">Where to write.</param>
    public static void Write(RunComparison comparison, ResultSet first, ResultSet second, TextWriter writer)
    {
        var html = new MarkupWriter();
        string title = $"{Name(comparison.First)} against {Name(comparison.Second)}";
        html.Open("header", ("class", "top")).Open("div", ("class", "wide"));
        html.Element("p", "Two runs, case by case", ("class", "kicker"));
        html.Element("h1", title).Close("div").Close("header").Open("main", ("class", "wide"));
        html.Open("section").Element("h2", "Runs").Open("div", ("class", "sides"));
        Run(html, "first", comparison.First);
        Run(html, "second", comparison.Second);
        html.Close("div").Close("section");
        Findings(html, comparison);
        Table(html, comparison);
        ComparedTexts.Write(html, comparison, first, second);
        html.Close("main");
        string style = $"{PageColours.Style}{PageFile.Read("drawing.css")}{PageFile.Read("report.css")}{OwnStyle}";
        writer.Write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            + $"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            + $"<title>{MarkupWriter.Escape(title)}</title>\n<style>\n{style}\n</style>\n</head>\n<body>\n{html}\n"
            + $"<footer class=\"wide\">Made by Bench {MarkupWriter.Escape(comparison.Second.BenchVersion)}. This file asks no "
                + "network.</footer>\n"
            + "</body>\n</html>\n");
    }

    private static string Name(RunManifest run) => $"{run.Suite} on {run.Model.Name}";

    private static void Run(MarkupWriter html, string name, RunManifest run) => html
        .Open("div").Element("h3", $"{name}: {Name(run)}").Element("p", RunWords.Setting(run))
        .Element("p", ComputedBy.Sentence(run), ("class", "quiet")).Close("div");

    private static void Findings(MarkupWriter html, RunComparison comparison)
    {
        html.Open("section").Element("h2", "What was found").Open("ul", ("class", "findings"));
        foreach (Finding finding in ComparisonFindings.Of(comparison))
        {
            string kind = OptionsBinder.Key(finding.Kind.ToString());
            html.Open("li", ("class", kind)).Element("span", kind, ("class", "sure")).Text($" {finding.Sentence} ");
            if (finding.Evidence.Length > 0)
            {
                html.Element("span", finding.Evidence, ("class", "evidence"));
            }

            html.Close("li");
        }

        html.Close("ul").Element("p", RunComparisonWords.Ground(comparison), ("class", "quiet")).Close("section");
    }

    private static void Table(MarkupWriter html, RunComparison comparison)
    {
        html.Open("section").Element("h2", "Every number");
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", "Every number"));
        html.Open("table").Open("thead").Open("tr");
        foreach (string head in new[] { "metric", "explainer", "first", "second", "change and 95 % interval", "verdict" })
        {
            html.Element("th", head, ("scope", "col"));
        }

        html.Close("tr").Close("thead").Open("tbody");
        foreach (RunDifference row in comparison.Differences)
        {
            html.Open("tr").Element("td", $"{row.Metric} {RunWords.Arrow(row.Descriptor)}").Element("th", row.Explainer, ("scope", "row"));
            html.Element("td", RunComparisonWords.Number(row.First.Mean), ("class", "number"));
            html.Element("td", RunComparisonWords.Number(row.Second.Mean), ("class", "number"));
            html.Element("td", RunComparisonWords.Change(row.Difference.Estimate), ("class", "number"));
            string kind = row.Verdict is "better" or "worse" ? row.Verdict : "quiet";
            html.Open("td").Element("span", row.Verdict, ("class", kind)).Close("td").Close("tr");
        }

        html.Close("tbody").Close("table").Close("div").Close("section");
    }
}
