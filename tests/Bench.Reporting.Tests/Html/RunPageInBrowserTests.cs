using System.Collections.Immutable;
using Bench.Evaluation;
using static Bench.Reporting.Tests.ReportInBrowserTests;

namespace Bench.Reporting.Tests;

/// <summary>Findings, addresses, filters and looks of a run's page.</summary>
public sealed class RunPageInBrowserTests(ReportInBrowserTests.Fixture fixture) : IClassFixture<ReportInBrowserTests.Fixture>
{
    private const string Count = "document.getElementById('count').textContent";
    private const string Explained = "document.querySelector('#head h3').textContent";
    private const string Chosen = "document.querySelector('.item[aria-selected=true] .meta').textContent";

    [BrowserFact]
    public void Findings_say_how_sure_they_are_and_lead_to_their_cases()
    {
        using BrowserPage page = fixture.Open(SampleResults.WithLosingSlice());
        string[] findings = page.Evaluate<string[]>(
            "[...document.querySelectorAll('.findings li')].map(li => li.className + '|' + li.innerText)");

        findings[0].ShouldStartWith(
            "shown|SHOWN Faithfulness: good is best on 2 of 2 metrics, random on 1. against every rival p < 0.001 after correction, n = "
                + "100 its cases");
        int slice = Array.FindIndex(findings, finding => finding.Contains("beats it where kind is long", StringComparison.Ordinal));
        page.Evaluate<object>($"document.querySelectorAll('.findings li')[{slice}].querySelector('a').click()");
        Settle(page);

        page.Evaluate<string>(Count).ShouldBe("40 of 100");
        page.Evaluate<string>("document.getElementById('part').value").ShouldBe("kind: long");
        page.Evaluate<string>("document.getElementById('order-explainer').selectedOptions[0].text").ShouldBe("random");
        page.Evaluate<string>(Explained).ShouldBe("i63");
        page.Evaluate<object>("document.getElementById('all').click()");
        page.Evaluate<string>(Count).ShouldBe("100 of 100");
        page.Evaluate<string>(Explained).ShouldBe("i63");
        page.Problems.ShouldBeEmpty();
    }

    [BrowserFact]
    public void A_finding_on_silence_leads_to_the_cases_without_a_score()
    {
        using BrowserPage page = fixture.Open(fragment: "#cases&metric=second&explainer=random&missing=yes");

        page.Evaluate<string>(Count).ShouldBe("2 of 20, without a score of random on second");
        Set(page, "search", "עולם");
        page.Evaluate<string>(Count).ShouldBe("1 of 20");
    }

    [BrowserFact]
    public void Every_text_has_an_address()
    {
        using BrowserPage page = fixture.Open(fragment: "#text=i17");
        page.Evaluate<string>(Explained).ShouldBe("i17");
        page.Evaluate<string>(Chosen).ShouldBe("i17");
        page.Press("j", "j");
        page.Evaluate<string>("document.querySelector('#head h3 a').getAttribute('href')").ShouldBe("#text=i18");

        Set(page, "search", "number 5");
        page.Evaluate<object>("location.hash = '#text=i3'");
        Settle(page);
        page.Evaluate<string>(Explained).ShouldBe("i3");
        page.Evaluate<string>(Count).ShouldBe("20 of 20");
        page.Evaluate<object>("location.hash = '#text=none'");
        Settle(page);
        page.Evaluate<string>(Count).ShouldBe("The page holds no text none.");
        page.Problems.ShouldBeEmpty();
    }

    [BrowserFact]
    public void A_text_with_several_targets_has_an_address_for_each()
    {
        using BrowserPage page = fixture.Open(SampleResults.OfAllClasses(), fragment: "#text=i4&target=NEGATIVE");

        page.Evaluate<string>("document.getElementById('target').textContent").ShouldBe("NEGATIVE");
        page.Evaluate<string>("document.querySelector('#head h3 a').getAttribute('href')").ShouldBe("#text=i4&target=NEGATIVE");
    }

    [BrowserFact]
    public void Filters_join_and_list_and_box_stay_in_step()
    {
        using BrowserPage page = fixture.Open(fragment: "#text=i12");

        Set(page, "outcome", "correctness: wrong");
        page.Evaluate<string>(Explained).ShouldBe("i12");
        Set(page, "part", "kind: long");
        Set(page, "search", "number 1");
        page.Evaluate<string>(Count).ShouldBe("10 of 20");
        page.Evaluate<string>(Explained).ShouldBe("i12");
        page.Evaluate<string>(Chosen).ShouldBe("i12");
        Set(page, "search", "number 13");
        page.Evaluate<string>(Explained).ShouldBe("i13");
        page.Evaluate<string>(Chosen).ShouldBe("i13");
        page.Evaluate<string>("document.querySelector('.item mark').textContent").ShouldBe("number");
        Set(page, "outcome", "correctness: right");
        page.Evaluate<string>("document.getElementById('head').textContent").ShouldBe("No text fits.");
        page.Evaluate<int>("document.querySelectorAll('.item').length").ShouldBe(0);
    }

    [BrowserFact]
    public void Texts_are_narrowed_by_class()
    {
        using BrowserPage page = fixture.Open();

        page.Evaluate<string[]>("[...document.getElementById('class').options].map(o => o.text)")
            .ShouldBe(["any", "class: NEGATIVE", "class: POSITIVE"]);
        Set(page, "class", "class: NEGATIVE");
        page.Evaluate<string>(Count).ShouldBe("10 of 20");
    }

    [BrowserFact]
    public void Hostile_names_lead_to_their_cases_as_others_do()
    {
        const string hostile = "<img src=x onerror=alert(1)>&#\"'+ %20\u202E";
        ResultSet sample = SampleResults.WithLosingSlice();
        using BrowserPage page = fixture.Open(new ResultSet
        {
            Run = sample.Run with { Explainers = [sample.Run.Explainers[0], sample.Run.Explainers[1] with { Name = hostile }] },
            Scores =
                [.. sample.Scores.Select(row =>
                    row with { Instance = $"{hostile}{row.Instance}", Explainer = row.Explainer == "random" ? hostile : row.Explainer })],
            Explanations = [.. sample.Explanations.Select(record => record with
            {
                Instance = $"{hostile}{record.Instance}",
                Columns = record.Columns!.ToImmutableSortedDictionary(column => hostile, column => $"{hostile}{column.Value}"),
                Explanations = [record.Explanations[0], record.Explanations[1] with { Name = hostile }],
            })],
        });

        page.Evaluate<object>(
            "[...document.querySelectorAll('.findings li')].find(li => li.innerText.includes('beats it "
                + "where')).querySelector('a').click()");
        Settle(page);
        page.Evaluate<string>(Count).ShouldBe("40 of 100");
        page.Evaluate<object>("document.querySelector('#head h3 a').click()");
        Settle(page);
        page.Evaluate<string>(Count).ShouldBe("100 of 100");
        page.Evaluate<string>(Explained).ShouldContain("onerror=alert(1)");
        page.Evaluate<int>("document.querySelectorAll('img, [onerror]').length").ShouldBe(0);
        page.Evaluate<bool>("document.body.innerText.includes('\\u202e')").ShouldBeFalse();
        page.Problems.ShouldBeEmpty();
    }

    [BrowserFact]
    public void Colours_follow_the_system_and_the_button_and_paper_is_white()
    {
        const string paper = "getComputedStyle(document.body).backgroundColor";
        using BrowserPage page = fixture.Open(dark: true);
        page.Evaluate<string>(paper).ShouldBe("rgb(15, 22, 32)");

        page.Evaluate<object>("document.getElementById('theme').click()");
        page.Evaluate<string>(paper).ShouldBe("rgb(255, 255, 255)");
        page.Evaluate<string>("document.getElementById('theme').textContent").ShouldBe("Dark colours");
        page.Evaluate<object>("document.getElementById('theme').click()");
        page.Evaluate<string>(paper).ShouldBe("rgb(15, 22, 32)");
        page.Emulate(dark: true, print: true);
        page.Evaluate<string>(paper).ShouldBe("rgb(255, 255, 255)");
        page.Evaluate<object>("localStorage.clear()");
    }

    [BrowserFact]
    public void Nothing_moves_where_little_motion_is_wanted()
    {
        using BrowserPage page = fixture.Open();
        page.Emulate(dark: false, calm: true);

        page.Evaluate<string>("getComputedStyle(document.documentElement).scrollBehavior").ShouldBe("auto");
        page.Evaluate<int>(
            "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).animationName !== 'none' || "
                + "parseFloat(getComputedStyle(e).transitionDuration) > 0).length")
            .ShouldBe(0);
    }

    [BrowserFact]
    public void Four_hundred_pixels_are_wide_enough()
    {
        ResultSet sample = SampleResults.WithLosingSlice();
        using BrowserPage page = fixture.Open(
            new ResultSet
            {
                Run = sample.Run with
                {
                    Metrics =
                        [.. sample.Run.Metrics.Select(metric =>
                            metric with
                            {
                                Descriptor = metric.Descriptor with { ShortName = string.Join(' ', Enumerable.Repeat("long name", 20)) },
                            })],
                },
                Scores = sample.Scores,
                Explanations = sample.Explanations,
            },
            width: 400);

        foreach (string view in new[] { "heat", "bars", "force", "numbers", "table" })
        {
            Set(page, "view", view);
            page.Evaluate<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth").ShouldBe(0, view);
        }
    }

    // A change of the address is told to the page a moment later.
    private static void Settle(BrowserPage page) => page.Evaluate<object>("new Promise(done => setTimeout(done, 50))");
}
