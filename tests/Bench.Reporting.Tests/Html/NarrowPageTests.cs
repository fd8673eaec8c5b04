using Bench.Evaluation;

namespace Bench.Reporting.Tests;

/// <summary>The page of a run as a phone shows it.</summary>
public sealed class NarrowPageTests(ReportInBrowserTests.Fixture fixture) : IClassFixture<ReportInBrowserTests.Fixture>
{
    private const string FiltersHeight = "document.getElementById('filters').offsetHeight";
    private const string IsSearchSeen = "document.getElementById('search').checkVisibility()";

    [BrowserFact]
    public void What_narrows_texts_is_folded_until_it_is_asked_for()
    {
        using BrowserPage page = fixture.Open(width: 390);

        page.Evaluate<int>(FiltersHeight).ShouldBeLessThan(50);
        page.Evaluate<bool>(IsSearchSeen).ShouldBeFalse();

        page.Press("/", "/");

        page.Evaluate<bool>(IsSearchSeen).ShouldBeTrue();
        page.Evaluate<string>("document.activeElement.id").ShouldBe("search");
        page.Evaluate<object>("document.querySelector('#filters summary').click()");
        page.Evaluate<bool>(IsSearchSeen).ShouldBeFalse();
        page.Evaluate<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth").ShouldBe(0);
        page.Problems.ShouldBeEmpty();
    }

    [BrowserFact]
    public void A_wide_page_shows_it_and_has_nothing_to_unfold()
    {
        using BrowserPage page = fixture.Open(width: 1320);

        page.Evaluate<bool>(IsSearchSeen).ShouldBeTrue();
        page.Evaluate<bool>("document.querySelector('#filters summary').checkVisibility()").ShouldBeFalse();
        page.Emulate(dark: false, print: true);
        page.Evaluate<int>(FiltersHeight).ShouldBe(0);
    }

    [BrowserFact]
    public void Plots_keep_text_that_can_be_read_and_are_reached_by_keys_where_they_are_scrolled()
    {
        const string Reached = "document.querySelectorAll('.panel[tabindex]').length";
        using BrowserPage narrow = fixture.Open(width: 390);
        using BrowserPage wide = fixture.Open(width: 1320);

        narrow.Evaluate<int>("Math.min(...[...document.querySelectorAll('.panel:not([hidden]) svg')].map(svg => svg.clientWidth))")
            .ShouldBe(480);
        narrow.Evaluate<int>(Reached).ShouldBe(narrow.Evaluate<int>("document.querySelectorAll('.panel:not([hidden])').length"));
        wide.Evaluate<int>(Reached).ShouldBe(0);
    }

    [BrowserFact]
    public void Names_leave_room_for_numbers()
    {
        using BrowserPage page = fixture.Open(width: 390);

        page.Evaluate<int>("document.querySelector('#table tbody th').offsetWidth").ShouldBeLessThan(130);
    }

    [BrowserFact]
    public void Sentences_in_tables_have_room_so_that_no_row_is_a_screen_high()
    {
        using BrowserPage page = fixture.Open(width: 390);

        page.Evaluate<int>("document.querySelector('.plain td:last-child').offsetWidth").ShouldBeGreaterThanOrEqualTo(260);
        ReportInBrowserTests.Set(page, "view", "table");
        page.Evaluate<int>("document.querySelector('#maps .answers td:last-child').offsetWidth").ShouldBeGreaterThanOrEqualTo(260);
        page.Evaluate<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth").ShouldBe(0);
    }

    [BrowserFact]
    public void A_key_to_rationales_stands_only_where_there_are_some()
    {
        const string IsSeen = "document.querySelector('.rationale-key').checkVisibility()";
        ResultSet sample = SampleResults.Create();
        using BrowserPage with = fixture.Open();
        using BrowserPage without = fixture.Open(new ResultSet
        {
            Run = sample.Run,
            Scores = sample.Scores,
            Explanations = [.. sample.Explanations.Select(one => one with { Rationales = [] })],
        });

        with.Evaluate<bool>(IsSeen).ShouldBeTrue();
        without.Evaluate<bool>(IsSeen).ShouldBeFalse();
    }
}
