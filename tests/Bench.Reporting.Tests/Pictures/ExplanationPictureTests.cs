using System.Xml.Linq;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

public sealed class ExplanationPictureTests
{
    private static readonly string[] _labels = ["NEGATIVE", "<POSITIVE>"];

    [Fact]
    public void A_snippet_shows_the_text_in_the_colours_of_its_scores_and_escapes_it()
    {
        string html = ExplanationPicture.Snippet(SampleResults.Explanation("i", "<POSITIVE>", "<i>not</i> \"bad\" film & plot"), _labels);

        html.ShouldContain("NEGATIVE 0.250, &lt;POSITIVE&gt; 0.750; explained: &lt;POSITIVE&gt;");
        html.ShouldContain("<span style=\"background-color:rgb(33,102,172);color:#fff\" title=\"1\">&lt;i&gt;not&lt;/i&gt;</span>"
            + " <span style=\"background-color:rgb(179,88,6);color:#fff\" title=\"-1\">&quot;bad&quot;</span>"
            + " <span style=\"background-color:rgb(144,179,214);color:#000\" title=\"0.5\">film</span> ");
        XDocument.Parse(html).Descendants("i").ShouldBeEmpty();
    }

    [Fact]
    public void A_page_loads_nothing()
    {
        string page = ExplanationPicture.Page(SampleResults.Explanation("i", "P", "a b"), _labels);

        page.ShouldContain("default-src 'none'");
        page.ShouldNotContain("<script");
    }

    [Fact]
    public void A_picture_is_well_formed_and_breaks_lines()
    {
        string text = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"<w{i}>")) + " \u0001\u202E 👩‍👩‍👧";

        XElement svg = XDocument.Parse(ExplanationPicture.Svg(SampleResults.Explanation("i", "P", text), _labels)).Root!;

        XNamespace names = "http://www.w3.org/2000/svg";
        XElement[] boxes = [.. svg.Elements(names + "g").Select(group => group.Element(names + "rect")!)];
        boxes.Length.ShouldBe(2 * (60 + 2 + 2));
        boxes.ShouldAllBe(box => (double)box.Attribute("x")! + (double)box.Attribute("width")! <= 860);
        boxes.Take(64).Select(box => (double)box.Attribute("y")!).Distinct().Count().ShouldBeGreaterThan(2);
        svg.Value.ShouldContain("<w0>");
        svg.Value.ShouldNotContain('\u202E');
    }

    [Fact]
    public void Characters_that_tokens_share_are_shown_once()
    {
        ExplanationRecord record = SampleResults.Explanation("i", "P", "so 👩‍👩‍👧 nice") with
        {
            Tokens =
            [
                new("[CLS]", 0, 0, true, 0), new("so", 0, 2, false, 0), new("x1", 3, 11, false, 0), new("x2", 3, 11, false, 0),
                new("nice", 12, 16, false, 0),
            ],
        };

        ShownToken.Of(record).Select(token => (token.Gap, token.Text, token.IsChip)).ShouldBe(
            [("", "[CLS]", true), ("", "so", false), (" ", "👩‍👩‍👧", false), ("", "x2", true), (" ", "nice", false)]);
    }
}
