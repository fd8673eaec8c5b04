using System.Security.Cryptography;
using System.Text;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>
/// The page of <c>explain --html</c>: nothing is loaded, and all but what follows the pointer is there without its script. What is said of
/// an explanation is what the terminal says of it, see <see cref="ExplanationSheet"/>.
/// </summary>
internal static class ExplanationPage
{
    /// <summary>Writes the page.</summary>
    public static string Write(PageContent content)
    {
        ExplanationRecord first = content.Records[0];
        var html = new MarkupWriter();
        html.Open("header", ("class", "top")).Open("div", ("class", "wide"));
        html.Element("button", "Dark colours", ("type", "button"), ("id", "theme"), ("hidden", ""))
            .Element("p", "Explanation", ("class", "kicker"));
        html.Element("h1", content.Records.Count == 1 ? $"Why {first.Target.Title}?" : $"Why each of {content.Records.Count} answers?")
            .Close("div").Close("header");
        html.Open("main", ("class", "wide"));
        PageHead.Write(html, content);
        PageWarnings.Write(html, content);
        UnitSwitch.Write(html, content.Records, (shown, noun) => PageViews.Write(html, content, shown, noun));
        PageExplainers.Write(html, content);
        if (content.Attention is not null)
        {
            AttentionSection.Write(html, content.Attention);
        }

        html.Close("main");
        html.Element("p", "", ("id", "said"), ("class", "hidden"), ("role", "status"));
        string style = $"{PageColours.Style}{PageFile.Read("drawing.css")}{PageFile.Read("explanation.css")}{UnitSwitch.Style}\n";
        string script = PageFile.Read("explanation.js");
        string pictures = content.Records.Any(PictureSection.IsOf) ? " img-src data:;" : "";
        string policy =
            $"default-src 'none';{pictures} style-src 'unsafe-inline'; script-src '{Hash(script)}'; base-uri 'none'; form-action 'none'";
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            + $"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            + $"<title>{MarkupWriter.Escape($"Why {first.Target.Title}?")}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{html}\n"
            + Data("explanation", content.Json) + Data("deletions", PageDeletions.Json(content))
            + $"<script>{script}</script>\n</body>\n</html>\n";
    }

    // In a script element only '<' can end or nest anything; what reorders text would fool those who read the source.
    private static string Data(string id, string? json) =>
        json is null ? "" : $"<script type=\"application/json\" id=\"{id}\">{ScriptText.Escape(json)}</script>\n";

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
