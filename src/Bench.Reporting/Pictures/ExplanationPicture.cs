using System.Globalization;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>One text's explanations as stacked token heat maps, each by its own largest score: blue for the target, orange against it.</summary>
public static class ExplanationPicture
{
    /// <summary>A snippet to paste into a page or a notebook: styles stand on the elements, nothing else is needed.</summary>
    /// <param name="record">The explanations.</param>
    /// <param name="labels">The model's labels.</param>
    public static string Snippet(ExplanationRecord record, IReadOnlyList<string> labels)
    {
        var html = new MarkupWriter();
        html.Open("figure", ("style", "margin:0;font:16px/1.9 system-ui,sans-serif;color:#111;background:#fff"));
        html.Element("figcaption", Heading(record, labels), ("style", "font-size:14px;color:#475467"));
        foreach (RecordedExplanation explanation in record.Explanations)
        {
            html.Element("div", explanation.Name, ("style", "font-weight:600;font-size:14px;margin-top:8px"));
            html.Open("div", ("dir", "auto"), ("style", "white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate"));
            double largest = Largest(explanation);
            foreach (ShownToken token in ShownToken.Of(record))
            {
                double score = explanation.Scores[token.Index];
                double shade = largest == 0 ? 0 : score / largest;
                string chip = token.IsChip ? ";font-size:11px;border:1px solid #cfd4dc;border-radius:4px;padding:1px 4px;margin:0 3px" : "";
                html.Text(token.Gap).Element(
                    "span",
                    token.Text,
                    ("style", $"background-color:{DivergingScale.Background(shade)};color:{DivergingScale.Foreground(shade)}{chip}"),
                    ("title", score.ToString("G4", CultureInfo.InvariantCulture)));
            }

            html.Close("div");
        }

        return html.Close("figure").ToString();
    }

    /// <summary>The snippet as a page of its own.</summary>
    /// <param name="record">The explanations.</param>
    /// <param name="labels">The model's labels.</param>
    public static string Page(ExplanationRecord record, IReadOnlyList<string> labels) =>
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Explanation</title>\n</head>\n"
        + $"<body style=\"max-width:900px;margin:32px auto;padding:0 20px\">\n{Snippet(record, labels)}\n</body>\n</html>\n";

    /// <summary>A picture for papers and slides.</summary>
    /// <param name="record">The explanations.</param>
    /// <param name="labels">The model's labels.</param>
    public static string Svg(ExplanationRecord record, IReadOnlyList<string> labels) => HeatMapDrawing.Draw(record, Heading(record, labels));

    internal static double Largest(RecordedExplanation explanation) => explanation.Scores.IsEmpty ? 0 : explanation.Scores.Max(Math.Abs);

    private static string Heading(ExplanationRecord record, IReadOnlyList<string> labels) =>
        string.Join(", ", record.Probabilities.Select((probability, i) => string.Create(
            CultureInfo.InvariantCulture, $"{(i < labels.Count ? labels[i] : i)} {probability:F3}"))) + $"; explained: {record.Target.Label}";
}
