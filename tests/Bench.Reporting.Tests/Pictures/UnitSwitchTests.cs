using System.Xml.Linq;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

public sealed class UnitSwitchTests
{
    private static readonly string[] _labels = ["N", "P"];

    [Fact]
    public void The_page_shows_words_and_has_tokens_at_a_click()
    {
        string page = ExplanationPicture.Page([Record()], _labels);

        int start = page.IndexOf("<main", StringComparison.Ordinal), end = page.IndexOf("</main>", StringComparison.Ordinal) + 7;
        XElement body = XElement.Parse(page[start..end]);
        XElement[] buttons = [.. body.Elements("input")];
        buttons.Select(button => (button.Attribute("id")!.Value, button.Attribute("checked") is not null))
            .ShouldBe([("by-unit", true), ("by-token", false)]);
        body.Elements("label").Select(label => label.Value).ShouldBe(["by word", "by token"]);
        XElement[] views = [.. body.Elements("div")];
        views.Select(view => view.Attribute("class")!.Value).ShouldBe(["units", "tokens"]);
        Shown(views[0]).ShouldBe(["[CLS]:0", "unhappy:3", "end:-1", "[SEP]:0"]);
        Shown(views[1]).ShouldBe(["[CLS]:0", "un:1", "happy:2", "end:-1", "[SEP]:0"]);
    }

    [Fact]
    public void Units_explained_are_called_by_their_name()
    {
        ExplanationRecord record = Record() with { Granularity = Granularity.Sentence };
        RecordedExplanation explanation = record.Explanations[0] with { Units = [new RecordedUnit(null, 0, 11, 0, [1, 2, 3], 5)] };

        string page = ExplanationPicture.Page([record with { Explanations = [explanation] }], _labels);

        page.ShouldContain(">by sentence</label>");
        page.ShouldContain("title=\"5\">unhappy end</span>");
    }

    [Fact]
    public void A_text_of_whole_words_needs_no_switch() =>
        ExplanationPicture.Page([SampleResults.Explanation("i", "P", "a b")], _labels).ShouldNotContain("<input");

    private static string[] Shown(XElement view) =>
        [.. view.Descendants("div").First(div => div.Attribute("class")?.Value == "heat").Descendants("span")
            .Where(span => span.Attribute("title") is not null).Select(span => $"{span.Value}:{span.Attribute("title")!.Value}")];

    private static ExplanationRecord Record() => SampleResults.Explanation("i", "P", "unhappy end") with
    {
        Tokens =
        [
            new RecordedToken(0, "[CLS]", 0, 0, true, 0, 0), new RecordedToken(0, "un", 0, 2, false, 0, 0),
            new RecordedToken(0, "##happy", 2, 7, false, 0, 0),
            new RecordedToken(0, "end", 8, 11, false, 0, 0), new RecordedToken(0, "[SEP]", 0, 0, true, 0, 0),
        ],
        Explanations = [new RecordedExplanation("good", [0, 1, 2, -1, 0])],
    };
}
