using System.Globalization;

namespace Bench.Reporting;

/// <summary>A text's attention maps: a grid of layers and heads as thumbnails, each opened on demand.</summary>
internal static class AttentionSection
{
    private const int StrongestLinks = 8;

    /// <summary>Writes the section, closed.</summary>
    public static void Write(MarkupWriter html, AttentionViews views)
    {
        html.Open("section", ("aria-labelledby", "attention-title")).Element("h2", "Attention", ("id", "attention-title"));
        html.Element(
            "p",
            "Rows attend, columns are attended to; the darkest cell of each map is its own largest value. Attention does not depend on "
                + "the class, and whether "
            + "it explains the decision is disputed (Jain and Wallace 2019; Wiegreffe and Pinter 2019).",
            ("class", "quiet"));
        html.Element("h3", $"What {views.Reader} attends to, median over layers and heads");
        html.Open("figure", ("class", "scroll"), ("tabindex", "0"), ("aria-label", $"Attention of {views.Reader}"))
            .Raw(AttentionDrawing.Bars(views)).Close("figure");
        html.Open("details").Element("summary", "Median over all layers and heads");
        html.Open("figure", ("class", "scroll"), ("tabindex", "0"), ("aria-label", "Median over all layers and heads"));
        html.Raw(AttentionDrawing.Map(views.Overall, views.Tokens, "Median over all layers and heads")).Close("figure").Close("details");
        html.Open("details").Element("summary", "Median over the heads of each layer").Open("div", ("class", "maps"));
        for (int layer = 0; layer < views.Layers.Length; layer++)
        {
            string title = Text($"Layer {layer}");
            html.Open("figure", ("class", "scroll"), ("tabindex", "0"), ("aria-label", title)).Element("figcaption", title);
            html.Raw(AttentionDrawing.Map(views.Layers[layer], views.Tokens, title)).Close("figure");
        }

        html.Close("div").Close("details");
        html.Open("details").Element("summary", Text($"Every head: {views.Heads.Length} layers of {views.Heads[0].Length} heads"));
        html.Element("p", "Each thumbnail opens.", ("class", "quiet"));
        for (int layer = 0; layer < views.Heads.Length; layer++)
        {
            html.Element("h3", Text($"Layer {layer}")).Open("div", ("class", "heads"));
            for (int head = 0; head < views.Heads[layer].Length; head++)
            {
                Head(html, views, layer, head);
            }

            html.Close("div");
        }

        html.Close("details").Close("section");
    }

    // The thumbnail itself grows when it is opened, and what it says most strongly is put in words.
    private static void Head(MarkupWriter html, AttentionViews views, int layer, int head)
    {
        double[,] map = views.Heads[layer][head];
        html.Open("details", ("class", "head")).Open("summary").Raw(AttentionDrawing.Thumbnail(map, Text($"Layer {layer}, head {head}")));
        html.Element("span", Text($"head {head}")).Close("summary")
            .Open("ol", ("aria-label", Text($"Strongest links of layer {layer}, head {head}")));
        int n = views.Tokens.Length;
        foreach (int cell in Enumerable.Range(0, n * n).OrderByDescending(cell => map[cell / n, cell % n]).Take(StrongestLinks))
        {
            html.Element("li", $"{views.Tokens[cell / n]} → {views.Tokens[cell % n]}: {ExplanationWords.Number(map[cell / n, cell % n])}",
                ("dir", "auto"));
        }

        html.Close("ol").Close("details");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
