using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

public sealed class ExplanationInBrowserTests(ReportInBrowserTests.Fixture fixture) : IClassFixture<ReportInBrowserTests.Fixture>
{
    private const string Rows = "[...document.querySelectorAll('.map .heat')]";

    [BrowserFact]
    public void Text_of_strangers_stays_text_in_every_view_and_nothing_is_asked_for()
    {
        using BrowserPage page = Open();

        page.Problems.ShouldBeEmpty();
        page.Requests.ShouldHaveSingleItem().ShouldStartWith("file:");
        page.Evaluate<string>("document.title").ShouldStartWith("Why POSITIVE");
        page.Evaluate<int>("document.querySelectorAll('main script, main b, [onclick]').length").ShouldBe(0);
        page.Evaluate<string>("document.body.textContent").ShouldNotContain('\u202E');
        page.Evaluate<string>("document.getElementById('command').textContent")
            .ShouldBe($"./run-bench.sh explain --text '{SamplePage.Hostile}'");
        page.Evaluate<string>("JSON.parse(document.getElementById('explanation').textContent).text").ShouldBe(SamplePage.Hostile);
    }

    [BrowserFact]
    public void It_says_everything_that_is_known()
    {
        using BrowserPage page = Open();
        string text = page.Evaluate<string>("document.querySelector('main').textContent");

        ExplanationSheet sheet = SamplePage.Content().Sheets[0];
        IEnumerable<string> said =
        [
            .. sheet.Facts.SelectMany(fact => new[] { fact.Name, fact.Value }), sheet.Explained, .. sheet.Scores,
            .. sheet.Text.Select(note => note.ToString()),
            .. sheet.Explainers.SelectMany(one =>
                (string[])[one.Name, one.Options, one.Cost, one.Sign, .. one.Trust.Select(note => note.ToString())]),
            .. sheet.Warnings,
        ];
        said.Select(VisibleText.Of).ShouldAllBe(words => text.Contains(words));
        page.Evaluate<string[]>("[...document.querySelectorAll('.notice li')].map(li => li.textContent)")
            .ShouldBe(["1,874 tokens cut off", "adds: gap 12.5 %"]);
        page.Evaluate<string[]>("[...document.querySelectorAll('.map small.warning')].map(mark => mark.textContent)")
            .ShouldBe(["⚠ gap 12.5 %"]);
        page.Evaluate<double[]>("[...document.querySelectorAll('.chances rect:last-child')].map(bar => bar.getBBox().width / 160)")
            .ShouldBe([0.25, 0.75]);
    }

    [BrowserFact]
    public void Scores_without_a_sign_have_one_colour_no_sum_and_no_force_plot()
    {
        using BrowserPage page = Open();

        page.Evaluate<string[]>(
            $"[...new Set({Rows}.map(row => [...new Set([...row.querySelectorAll('.shade')].map(w => w.classList[1]))].sort().join()))]")
            .ShouldBe(["against,for", "unsigned"]);
        page.Evaluate<int>("document.querySelectorAll('.plots svg').length").ShouldBe(2);
        page.Evaluate<string>("document.querySelectorAll('.plots figure')[2].textContent").ShouldContain("have no sign");
        page.Evaluate<string[]>("[...[...document.querySelectorAll('table')].at(-2).tBodies[0].rows].map(row => row.cells[4].textContent)")
            .ShouldBe(["1.750", "0.600", "no sum"]);
        page.Evaluate<string[]>(
            "[...new Set([...document.querySelectorAll('.maps svg')[2].querySelectorAll('rect')].map(bar => bar.getAttribute('fill')))]")
            .ShouldBe(["var(--unsigned)"]);
    }

    [BrowserFact]
    public void A_force_plot_of_a_method_that_adds_up_runs_from_the_base_to_the_output_and_shows_what_is_missing()
    {
        using BrowserPage page = Open();
        const string svg = "document.querySelector('.plots svg')";

        // −1 + 2 − 1 + 0.5 + 0.25 = 0.75; the output is 1.
        page.Evaluate<string>($"{svg}.querySelector('title').textContent")
            .ShouldEndWith("scores end to end, baseline -1, scores 1.75, output 1");
        page.Evaluate<string[]>($"[...{svg}.querySelectorAll('g > title')].map(t => t.textContent)").ShouldContain("not explained: 0.25");
        double[] widths = page.Evaluate<double[]>($"[...{svg}.querySelectorAll('path')].map(arrow => arrow.getBBox().width)");
        double missing = page.Evaluate<double>($"{svg}.querySelector('rect').getBBox().width");
        widths.Select(width => width / widths[0]).ShouldBe([1, 0.25, 0.125, 0.5], 1e-3);
        (missing / widths[0]).ShouldBe(0.125, 1e-3);
        page.Evaluate<string>("document.querySelector('.plots .heat').textContent").ShouldContain("film");
    }

    [BrowserFact]
    public void A_word_lights_up_in_every_row_and_in_every_drawing_by_pointer_and_by_keys()
    {
        using BrowserPage page = Open();
        page.Evaluate<object>(
            $"{Rows}[0].querySelector('[data-token=\"3\"]').dispatchEvent(new MouseEvent('mouseover', {{ bubbles: true }}))");

        page.Evaluate<string[]>("[...document.querySelectorAll('.map .same')].map(word => word.textContent)")
            .ShouldBe(["film", "film", "film", "film"]);
        page.Evaluate<int>("document.querySelectorAll('svg .same').length").ShouldBe(3 + 2);

        page.Evaluate<object>("document.querySelector('.drawn').focus()");
        page.Press("ArrowDown");
        page.Press("ArrowDown");
        page.Evaluate<string[]>("[...new Set([...document.querySelectorAll('.map .same')].map(word => word.textContent))]")
            .ShouldBe(["not"]);
        page.Evaluate<string>("document.getElementById('said').textContent").ShouldBe("not: 2, adds");
        page.Evaluate<object>("document.activeElement.blur()");
        page.Evaluate<int>("document.querySelectorAll('.same').length").ShouldBe(0);
    }

    [BrowserFact]
    public void The_slider_strikes_out_what_ranks_first_and_says_what_the_model_says_then()
    {
        using BrowserPage page = Open();
        page.Evaluate<int>("document.querySelectorAll('.slider:not([hidden])').length").ShouldBe(1);
        page.Evaluate<string>("document.querySelector('output').textContent").ShouldBe("0 of 7 removed: probability 0.750");

        page.Evaluate<object>("document.querySelector('input[type=range]').focus()");
        page.Press("ArrowUp");

        page.Evaluate<string[]>("[...document.querySelectorAll('.gone')].map(word => word.textContent)").ShouldBe(["not"]);
        page.Evaluate<string>("document.querySelector('output').textContent").ShouldBe("1 of 7 removed: probability 0.500");
        page.Press("End");
        page.Evaluate<int>("document.querySelectorAll('.gone').length").ShouldBe(7);
    }

    [BrowserFact]
    public void A_strip_shows_where_explainers_differ_and_brackets_what_people_marked()
    {
        using BrowserPage page = Open();

        page.Evaluate<string>("document.querySelector('.differ').textContent").ShouldContain("“\"bad\"”");
        string[] spread = page.Evaluate<string[]>("[...document.querySelectorAll('.differ [data-token]')].map(word => word.dataset.score)");
        Disagreement expected = Disagreement.Of(SamplePage.Record)!;
        spread.Select(double.Parse).ShouldBe(expected.Spread, 1e-4);
        page.Evaluate<string[]>("[...document.querySelector('.map').querySelectorAll('.why')].map(bracket => bracket.textContent)")
            .ShouldBe(["not"]);
    }

    [BrowserFact]
    public void Thumbnails_of_attention_open_on_demand()
    {
        var maps = new Tensor(Enumerable.Range(0, 2 * 3 * 81).Select(i => i / 486f).ToArray(), new Shape(2, 3, 9, 9));
        using BrowserPage page = fixture.OpenHtml(
            ExplanationPage.Write(SamplePage.Content() with { Attention = AttentionViews.Of(SamplePage.Record.ReadableTokens(), maps) }),
            1400, dark: false);
        page.Evaluate<int>("document.querySelectorAll('.head').length").ShouldBe(6);
        page.Evaluate<int>("[...document.querySelectorAll('.head svg')].filter(map => map.checkVisibility()).length").ShouldBe(0);

        page.Evaluate<object>("[...document.querySelectorAll('summary')].find(one => one.textContent.startsWith('Every head')).click()");
        double small = page.Evaluate<double>("document.querySelectorAll('.head svg')[3].getBoundingClientRect().width");
        page.Evaluate<object>("document.querySelectorAll('.head summary')[3].click()");
        page.Evaluate<double>("document.querySelectorAll('.head svg')[3].getBoundingClientRect().width").ShouldBeGreaterThan(3 * small);
        page.Evaluate<int>("document.querySelectorAll('.head')[3].querySelectorAll('li').length").ShouldBe(8);
        page.Problems.ShouldBeEmpty();
    }

    [BrowserFact]
    public void It_fits_a_telephone_and_the_other_direction_of_writing_is_kept()
    {
        using BrowserPage page = fixture.OpenHtml(
            ExplanationPage.Write(SamplePage.Content(SampleResults.Explanation("i1", "P", "שלום עולם 👩‍👩‍👧"))), 400, dark: true);

        page.Evaluate<double>("document.documentElement.scrollWidth").ShouldBeLessThanOrEqualTo(400);

        // [CLS] does not decide the direction: the first word of the text stands right of the second.
        page.Evaluate<bool>(
            "(words => words[1].getBoundingClientRect().left > "
                + $"words[2].getBoundingClientRect().left)({Rows}[0].querySelectorAll('[data-token]'))").ShouldBeTrue();
        page.Evaluate<string>($"getComputedStyle({Rows}[0].querySelector('.part')).direction").ShouldBe("rtl");
    }

    [BrowserFact]
    public void Its_button_turns_light_to_dark_and_the_command_can_be_copied()
    {
        using BrowserPage page = Open();
        const string paper = "getComputedStyle(document.body).backgroundColor";
        page.Evaluate<string>(paper).ShouldBe("rgb(255, 255, 255)");

        page.Evaluate<object>("document.getElementById('theme').click()");

        page.Evaluate<string>(paper).ShouldBe("rgb(15, 22, 32)");
        page.Evaluate<string>("document.getElementById('theme').textContent").ShouldBe("Light colours");
        page.Evaluate<object>("navigator.clipboard.writeText = () => Promise.reject(); document.getElementById('copy').click()");
        page.Evaluate<string>("new Promise(done => setTimeout(() => done(String(getSelection())), 50))")
            .ShouldBe($"./run-bench.sh explain --text '{SamplePage.Hostile}'");
    }

    // One script, two interpreters: that of a browser and the one inside the program.
    [BrowserFact]
    public void A_browser_and_the_program_draw_the_same()
    {
        using BrowserPage page = fixture.Open();
        string[] texts = [
            "not \"bad\" film", "שלום עולם", string.Concat(Enumerable.Repeat("👩‍👩‍👧", 9)) + " e\u0301nd \u202E", "漢字漢字漢字漢字漢字漢字漢字 ß < &"];
        foreach (ExplanationRecord record in texts.Select(text =>
            SamplePage.Record with { Text = text, Tokens = SampleResults.Explanation("i", "P", text).Tokens }))
        {
            foreach (RecordedExplanation explanation in SamplePage.Record.Explanations.Select(one =>
                one with { Scores = one.Scores[..record.Tokens.Length] }))
            {
                object data = new DrawnExplanation(record, explanation).Data;
                string json = DrawingScript.Json(data);
                foreach (string drawing in new[] { "heat", "bar", "force", "snippet" })
                {
                    page.Evaluate<string>($"BenchDrawing.markup(BenchDrawing.{drawing}({json}), true)")
                        .ShouldBe(DrawingScript.ForPage(drawing, data));
                }
            }
        }
    }

    [BrowserFact]
    public void Both_texts_of_a_pair_stand_apart_under_their_names()
    {
        ExplanationRecord pair = SamplePage.Record with
        {
            TextPair = "so it ends",
            Tokens = [.. SamplePage.Record.Tokens[..^1], new RecordedToken(0, "ends", 6, 10, false, 1, 1)],
        };
        using BrowserPage page = fixture.OpenHtml(ExplanationPage.Write(SamplePage.Content(pair)), 1400, dark: false);

        page.Evaluate<string[]>($"[...{Rows}[0].querySelectorAll('.side')].map(side => side.firstElementChild.textContent)")
            .ShouldBe(["first text", "second text"]);
        page.Evaluate<string>($"{Rows}[0].querySelectorAll('.side')[1].lastElementChild.textContent").ShouldBe("so it ends");
    }

    private BrowserPage Open() => fixture.OpenHtml(ExplanationPage.Write(SamplePage.Content()), 1400, dark: false);
}
