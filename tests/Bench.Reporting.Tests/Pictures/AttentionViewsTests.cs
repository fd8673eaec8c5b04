using System.Xml.Linq;
using Bench.Abstractions;

namespace Bench.Reporting.Tests;

public sealed class AttentionViewsTests
{
    // Two layers of three heads over two tokens: the entry of layer l, head h, row i, column j is Values[l][h] + 10 i + 100 j.
    private static readonly float[][] _values = [[1, 5, 2], [4, 0, 9]];

    [Fact]
    public void Medians_are_taken_over_heads_for_layers_and_over_layers_then_heads_for_all()
    {
        AttentionViews views = Views();

        views.Heads[1][2][1, 0].ShouldBe(19);
        views.Layers[0][0, 1].ShouldBe(102);
        views.Layers[1][1, 1].ShouldBe(114);

        // Heads over layers: 2.5, 2.5 and 5.5.
        views.Overall[0, 0].ShouldBe(2.5);
        views.OfReader.ShouldBe([2.5, 102.5]);
    }

    [Fact]
    public void Cells_of_one_shade_are_one_path_and_their_darkness_follows_the_value()
    {
        double[,] map = { { 1, 1, 0 }, { 0.5, 0, 0 }, { 0.01, 0, 1 } };

        XElement svg = XDocument.Parse(AttentionDrawing.Map(map, ["a", "<b>", "c"], "Map")).Root!;

        XElement[] paths = [.. svg.Descendants().Where(element => element.Name.LocalName == "path")];
        paths.Select(path => (path.Attribute("fill")!.Value, path.Attribute("fill-opacity")!.Value, path.Attribute("d")!.Value)).ShouldBe(
        [
            ("var(--accent)", "0.5", "M0 1h1v1h-1z"),
            ("var(--accent)", "1", "M0 0h2v1h-2zM2 2h1v1h-1z"),
        ]);
        svg.Elements().Count(element => element.Name.LocalName == "text" && element.Value == "<b>").ShouldBe(2);
    }

    [Fact]
    public void The_grid_has_a_thumbnail_per_head_that_opens_to_its_strongest_links_and_bars_a_bar_per_token()
    {
        AttentionViews views = Views();

        XElement section = Section(views);
        XElement[] heads = [.. section.Descendants("details").Where(details => details.Attribute("class")?.Value == "head")];
        heads.Length.ShouldBe(6);
        heads.ShouldAllBe(head => head.Attribute("open") == null);
        heads[5].Descendants().First(element => element.Name.LocalName == "title").Value.ShouldBe("Layer 1, head 2: largest 119");
        heads[5].Descendants("li").Select(link => link.Value).First().ShouldBe("a → a: 119");
        Titles(AttentionDrawing.Bars(views))
            .ShouldBe(["What the first token attends to, median over layers and heads", "[CLS]: 2.5", "a: 102.5"]);
    }

    [Fact]
    public void A_large_model_and_a_long_text_make_a_page_of_some_megabytes()
    {
        const int n = 128;
        var random = new DeterministicRandom(1);
        float[] maps = new float[12 * 12 * n * n];
        for (int row = 0; row < maps.Length / n; row++)
        {
            // As attention is: a few large entries in each row, the rest small.
            for (int j = 0; j < n; j++)
            {
                maps[(row * n) + j] = random.NextInt(20) == 0 ? (float)random.NextDouble() : 0.002f;
            }
        }

        var html = new MarkupWriter();
        AttentionSection.Write(html, AttentionViews.Of(Enumerable.Repeat("t", n), new Tensor(maps, new Shape(12, 12, n, n))));
        html.ToString().Length.ShouldBeLessThan(5_000_000);
    }

    private static XElement Section(AttentionViews views)
    {
        var html = new MarkupWriter();
        AttentionSection.Write(html, views);
        return XElement.Parse(html.ToString());
    }

    private static AttentionViews Views() => AttentionViews.Of(
        ["[CLS]", "a"],
        new Tensor(
            (from layer in _values
             from value in layer
             from i in Enumerable.Range(0, 2)
             from j in Enumerable.Range(
                0, 2)
             select value + (10 * i) + (100 * j)).ToArray(),
            new Shape(2, 3, 2, 2)));

    private static string[] Titles(string svg) =>
        [.. XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "title").Select(element => element.Value)];
}
