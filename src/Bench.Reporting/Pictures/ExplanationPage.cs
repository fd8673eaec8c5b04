using System.Globalization;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>The page of <c>explain --html</c>: no script, nothing loaded.</summary>
internal static class ExplanationPage
{
    private const string Style =
        """
        :root{color-scheme:light}
        body{max-width:940px;margin:32px auto;padding:0 20px;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;color:#101828;background:#fff}
        h1{font-size:24px;margin:0 0 12px}h2{font-size:19px;margin:34px 0 8px}h3{font-size:15px;margin:18px 0 4px}
        p{margin:0 0 10px}.quiet{color:#475467;font-size:14px}
        figure{margin:0;min-width:0}figcaption{font-weight:600;font-size:14px}.plots figure{margin-bottom:10px}svg{max-width:100%;height:auto;display:block}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:14px;margin:12px 0}caption{text-align:left;font-weight:600;padding:4px 0}
        th,td{text-align:left;vertical-align:top;padding:6px 10px;border-top:1px solid #e4e7ec}thead th{background:#f7f8fa;white-space:nowrap}
        .number{text-align:right;font-variant-numeric:tabular-nums}
        .maps{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr));gap:20px}
        span{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        @media print{body{margin:0;max-width:none}figure,tr,svg{break-inside:avoid}h2,h3{break-after:avoid}}
        """;

    /// <summary>Writes the page.</summary>
    public static string Write(IReadOnlyList<ExplanationRecord> records, IReadOnlyList<string> labels, AttentionViews? attention)
    {
        var html = new MarkupWriter();
        html.Open("main").Element("h1", "Explanation");
        UnitSwitch.Write(html, records, (shown, noun) => Views(html, shown, labels, noun));
        if (attention is not null)
        {
            Attention(html, attention);
        }

        html.Close("main");
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Explanation</title>\n"
            + $"<style>\n{PageColours.Style}\n{Style}\n{UnitSwitch.Style}\n</style>\n</head>\n<body>\n{html}\n</body>\n</html>\n";
    }

    private static void Views(MarkupWriter html, IReadOnlyList<ExplanationRecord> records, IReadOnlyList<string> labels, string noun)
    {
        string[] names = [.. records.SelectMany(record => record.Explanations.Select(explanation => explanation.Name)).Distinct()];
        if (records.Count > 1)
        {
            html.Element("h2", "Classes");
            html.Element(
                "p",
                $"Score: the sum over all {noun}. Blue speaks for the class of the row, orange against it, each row by its own largest score.",
                ("class", "quiet"));
            foreach (string name in names)
            {
                Scroll(html, $"Classes by {name}", () => ClassTable.Write(html, records, name, labels));
            }
        }
        else
        {
            html.Element("h2", "Heat maps");
            html.Element("p", "Blue speaks for the explained class, orange against it, each row by its own largest score.", ("class", "quiet"));
            foreach (ExplanationRecord record in records)
            {
                ExplanationPicture.WriteSnippet(html, record, labels);
                html.Element("h2", "Table").Element("p", $"Score: the sum over all {noun}.", ("class", "quiet"));
                Scroll(html, "Explainers", () => ClassTable.Write(html, record, labels));
            }
        }

        Plots(html, records, PlotKind.Bar, "Bars", string.Create(
            CultureInfo.InvariantCulture, $"The {BarDrawing.Most} {noun} with the largest magnitudes, and the sum of all others."));
        Plots(
            html, records, PlotKind.Force, "Force plots",
            $"All scores end to end: {noun} for the class (blue) push their sum to the right, {noun} against it (orange) to the left; the largest stand where "
            + "both meet. Only for additive methods (Shapley values, integrated gradients) is the sum the model’s output less that of the baseline.");
    }

    private static void Scroll(MarkupWriter html, string name, Action write)
    {
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", name));
        write();
        html.Close("div");
    }

    private static void Plots(MarkupWriter html, IReadOnlyList<ExplanationRecord> records, PlotKind kind, string title, string caption)
    {
        html.Element("h2", title).Element("p", caption, ("class", "quiet")).Open("div", ("class", kind == PlotKind.Bar ? "maps" : "plots"));
        foreach (ExplanationRecord record in records)
        {
            foreach (RecordedExplanation explanation in record.Explanations)
            {
                string name = records.Count > 1 ? $"{explanation.Name}, {record.Target.Title}" : explanation.Name;
                html.Open("figure").Element("figcaption", name).Raw(PictureStack.Draw(record, explanation, kind)).Close("figure");
            }
        }

        html.Close("div");
    }

    private static void Attention(MarkupWriter html, AttentionViews views)
    {
        html.Element("h2", "Attention");
        html.Element(
            "p",
            "Rows attend, columns are attended to; the darkest cell of each map is its own largest value. Attention does not depend on the class, and whether "
            + "it explains the decision is disputed (Jain and Wallace 2019; Wiegreffe and Pinter 2019).",
            ("class", "quiet"));
        html.Element("h3", $"What {views.Reader} attends to, median over layers and heads");
        html.Open("figure", ("class", "scroll"), ("tabindex", "0"), ("aria-label", $"Attention of {views.Reader}")).Raw(AttentionDrawing.Bars(views)).Close("figure");
        html.Element("h3", "Median over all layers and heads");
        html.Open("figure").Raw(AttentionDrawing.Map(views.Overall, views.Tokens, "Median over all layers and heads")).Close("figure");
        html.Element("h3", "Median over the heads of each layer").Open("div", ("class", "maps"));
        for (int layer = 0; layer < views.Layers.Length; layer++)
        {
            string title = string.Create(CultureInfo.InvariantCulture, $"Layer {layer}");
            html.Open("figure").Element("figcaption", title).Raw(AttentionDrawing.Map(views.Layers[layer], views.Tokens, title)).Close("figure");
        }

        html.Close("div").Element("h3", "Every head");
        html.Open("figure", ("class", "scroll"), ("tabindex", "0"), ("aria-label", "All heads")).Raw(AttentionDrawing.Grid(views)).Close("figure");
    }
}
