using System.Text.Json;
using Bench.Evaluation;
using static Bench.Reporting.Tests.ReportInBrowserTests;

namespace Bench.Reporting.Tests;

/// <summary>The tokens of one entity are one case of a page.</summary>
public sealed class EntitiesTests(ReportInBrowserTests.Fixture fixture) : IClassFixture<ReportInBrowserTests.Fixture>
{
    private static readonly ExplanationRecord _record = SampleResults.Explanation("i5", "B-PER", "text number five here");

    [Fact]
    public void An_entity_is_what_the_answer_says_at_the_targets_token()
    {
        TargetEntity?[] entities = [.. EntityResults.Records(_record).Select(TargetEntity.Of)];

        entities.ShouldBe(
        [
            new TargetEntity(0, "text number", "PER", 0.75), new TargetEntity(0, "text number", "PER", 0.75),
            new TargetEntity(1, "<b>", "LOC", 0.5), null,
        ]);
        entities[0]!.Heading.ShouldBe("text number: PER (0.750)");
        TargetEntity.Of(_record).ShouldBeNull();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1, null, {\"tokens\": 1}, {\"tokens\": [\"1\", 1.5, 1e99]}]")]
    public void Answers_that_are_none_name_no_entity(string answer) => TargetEntity.Of(EntityResults.Records(_record).First() with
    {
        Answer = new() { ["entities"] = JsonElement.Parse(answer) },
    }).ShouldBeNull();

    [Fact]
    public void Characters_that_are_none_give_way_to_the_word() => TargetEntity.Of(EntityResults.Records(_record).First() with
    {
        Answer = new() { ["entities"] = JsonElement.Parse("""[{"entity":"B-PER","word":"w","start":-1,"end":3,"tokens":[1]}]""") },
    }).ShouldBe(new TargetEntity(0, "w", "B-PER", null));

    [Fact]
    public void The_page_of_a_text_puts_targets_below_their_entity()
    {
        string page = ExplanationPicture.Page([.. EntityResults.Records(_record)], ["O", "B-PER"]);

        page.Split("<h2 dir=\"auto\">text number: PER (0.750)</h2>").Length.ShouldBe(2);
        page.ShouldContain("<h2 dir=\"auto\">&lt;b&gt;: LOC (0.500)</h2>");
        page.ShouldContain("I-PER@2 of “text number”");
        string[] parts = page.Split("<h2>In no entity</h2>");
        parts.Length.ShouldBe(2);
        parts[0].ShouldContain("<summary>B-LOC@3");
        parts[1].ShouldStartWith("<details><summary>B-ORG@4");
    }

    [BrowserFact]
    public void The_tokens_of_an_entity_are_one_case_with_an_address_each()
    {
        using BrowserPage page = fixture.Open(EntityResults.Create(), fragment: "#text=i5&target=I-PER%402");

        page.Evaluate<string>("document.getElementById('count').textContent").ShouldBe("60 of 60");
        page.Evaluate<string>("document.querySelector('#head h3').textContent").ShouldBe("i5 · text number: PER");
        page.Evaluate<string>("document.querySelector('.item[aria-selected=true] .meta').textContent").ShouldBe("i5 · text number: PER");
        page.Evaluate<string[]>("[...document.querySelectorAll('#maps .map')[0].querySelectorAll('.member')].map(e => e.textContent)")
            .ShouldBe(["B-PER@1", "I-PER@2"]);
        page.Evaluate<string>("document.querySelector('.member.chosen a').getAttribute('href')").ShouldBe("#text=i5&target=I-PER%402");
        page.Evaluate<int>("document.querySelectorAll('#maps .map')[0].querySelectorAll('.heat').length").ShouldBe(2);
        page.Evaluate<string[]>("[...document.querySelectorAll('#head .outcome')].slice(0, 2).map(e => e.textContent.split(' · ')[0])")
            .ShouldBe(["B-PER@1: Predicted B-PER, labelled POSITIVE ✓ right", "I-PER@2: Predicted I-PER, labelled POSITIVE ✗ wrong"]);
        page.Evaluate<string[]>("[...document.querySelectorAll('#classes-table .entity')].map(e => e.textContent)")
            .ShouldBe(["text number: PER", "<b>: LOC"]);
        page.Evaluate<int>("document.querySelectorAll('#classes-table .chosen').length").ShouldBe(2);
        foreach (string view in new[] { "bars", "force", "numbers", "table" })
        {
            Set(page, "view", view);
            page.Evaluate<int>("document.querySelectorAll('#maps .member').length").ShouldBe(view is "bars" or "force" ? 4 : 2);
        }

        // What an entity is sorted by is the mean over its tokens: 0.1 more for one of the two.
        Set(page, "view", "heat");
        Set(page, "order", "0");
        Set(page, "order-explainer", "0");
        page.Evaluate<string>("document.querySelector('#maps small').textContent").ShouldBe("first 0.890");
        page.Problems.ShouldBeEmpty();
    }
}
