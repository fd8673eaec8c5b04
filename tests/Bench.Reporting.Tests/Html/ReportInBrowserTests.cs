using Bench.Evaluation;

namespace Bench.Reporting.Tests;

public sealed class ReportInBrowserTests : IClassFixture<ReportInBrowserTests.Fixture>
{
    private const string Chosen = "document.querySelector('.item[aria-selected=true] .meta').textContent";
    private const string Explained = "document.querySelector('#head h3').textContent";

    private readonly Fixture _fixture;

    public ReportInBrowserTests(Fixture fixture) => _fixture = fixture;

    [BrowserFact]
    public void Opens_without_errors_and_asks_for_nothing_but_itself()
    {
        using BrowserPage page = _fixture.Open();

        page.Problems.ShouldBeEmpty();
        page.Requests.ShouldHaveSingleItem().ShouldStartWith("file:");
        page.Evaluate<string>("document.title").ShouldBe("sample on toy");
    }

    [BrowserFact]
    public void Text_of_strangers_stays_text()
    {
        using BrowserPage page = _fixture.Open();

        page.Evaluate<int>("document.scripts.length").ShouldBe(2);
        page.Evaluate<int>("document.querySelectorAll('[onclick], b:not(#target)').length").ShouldBe(0);
        page.Evaluate<string>("[...document.querySelectorAll('.heat')][0].textContent")
            .ShouldBe("[CLS]<script>document.title='owned'</script> <b onclick=alert(1)> plain words </script><!--[SEP]");
        page.Press("j", "j");
        page.Evaluate<string>("[...document.querySelectorAll('.heat')][0].textContent").ShouldBe("[CLS]שלום עולם זה טקסט \uFFFDevil[SEP]");
        page.Press("j", "j");
        page.Evaluate<string>("[...document.querySelectorAll('.heat')][0].textContent")
            .ShouldBe("[CLS]family 👩‍👩‍👧‍👦 emoji 🏳️‍🌈 end[SEP]");
        page.Problems.ShouldBeEmpty();
    }

    [BrowserFact]
    public void Known_scores_have_the_right_colours()
    {
        using BrowserPage page = _fixture.Open();
        string[] colours = page.Evaluate<string[]>(
            "[...document.querySelectorAll('.heat')[0].querySelectorAll('[data-token]')].map(e => getComputedStyle(e).backgroundColor)"
            + ".map(c => `rgb(${c.match(/[\\d.]+/g).map(v => Math.round(255 * v)).join(', ')})`)");

        // [CLS] 0, then 1, −1, 0.5 and zeros; half-way colours may be off by one, since scores are rounded to a 2047th.
        colours[0].ShouldBe("rgb(255, 255, 255)");
        colours[1].ShouldBe("rgb(33, 102, 172)");
        colours[2].ShouldBe("rgb(179, 88, 6)");
        colours[3].ShouldBeOneOf("rgb(144, 178, 213)", "rgb(144, 179, 214)", "rgb(144, 178, 214)", "rgb(144, 179, 213)");
        colours[4].ShouldBe("rgb(255, 255, 255)");
        page.Evaluate<string[]>("[...document.querySelectorAll('.heat')[0].querySelectorAll('.why')].map(e => e.textContent)")
            .ShouldBe(["<script>document.title='owned'</script>"]);
    }

    [BrowserFact]
    public void Sorts_by_mouse_and_keyboard()
    {
        using BrowserPage page = _fixture.Open();
        const string first = "document.querySelector('#table tbody th').textContent";
        page.Evaluate<string>(first).ShouldBe("good");

        page.Evaluate<object>("document.querySelectorAll('.sort')[1].focus()");
        page.Press("Enter", "\r");
        page.Evaluate<string>(first).ShouldBe("good");
        page.Evaluate<string>("document.querySelectorAll('#table th[aria-sort]')[1].getAttribute('aria-sort')").ShouldBe("descending");
        page.Press("Enter", "\r");
        page.Evaluate<string>(first).ShouldBe("random");
        page.Evaluate<string>("document.querySelectorAll('#table th[aria-sort]')[1].getAttribute('aria-sort')").ShouldBe("ascending");

        page.Evaluate<object>("document.querySelectorAll('.sort')[0].click()");
        page.Evaluate<string>(first).ShouldBe("good");
    }

    [BrowserFact]
    public void Headings_explain_their_metric_on_focus()
    {
        using BrowserPage page = _fixture.Open();
        page.Evaluate<object>("document.querySelectorAll('.sort')[1].focus()");

        page.Evaluate<bool>("document.getElementById('tip').hidden").ShouldBeFalse();
        page.Evaluate<string>("document.getElementById('tip').textContent")
            .ShouldBe("first (more is better)\nmean of |x| * y\nNobody 2026");
    }

    [BrowserFact]
    public void Texts_are_browsed_by_keyboard()
    {
        using BrowserPage page = _fixture.Open();
        page.Evaluate<string>(Chosen).ShouldBe("i0");

        page.Press("j", "j");
        page.Evaluate<string>(Explained).ShouldBe("i1");
        page.Evaluate<object>("document.getElementById('list').focus()");
        page.Press("ArrowDown");
        page.Evaluate<string>(Explained).ShouldBe("i2");
        page.Press("k", "k");
        page.Evaluate<string>(Explained).ShouldBe("i1");
        page.Press("End");
        page.Evaluate<string>(Explained).ShouldBe("i19");
        page.Evaluate<string>("document.getElementById(document.getElementById('list').getAttribute('aria-activedescendant')).ariaPosInSet")
            .ShouldBe("20");
        page.Press("ArrowDown");
        page.Evaluate<string>(Explained).ShouldBe("i19");
        page.Press("Home");
        page.Evaluate<string>(Explained).ShouldBe("i0");
        page.Press("/", "/");
        page.Evaluate<string>("document.activeElement.id").ShouldBe("search");
        page.Press("j", "j");
        page.Evaluate<string>("document.getElementById('search').value").ShouldBe("j");
    }

    [BrowserFact]
    public void Searches_filters_and_sorts_texts()
    {
        using BrowserPage page = _fixture.Open();
        Set(page, "search", "Number 17");
        page.Evaluate<string>("document.getElementById('count').textContent").ShouldBe("1 of 20");
        page.Evaluate<string>(Explained).ShouldBe("i17");

        Set(page, "search", "nothing like it");
        page.Evaluate<string>("document.getElementById('head').textContent").ShouldBe("No text fits.");

        Set(page, "search", "");
        Set(page, "outcome", "correctness: wrong");
        page.Evaluate<string>("document.getElementById('count').textContent").ShouldBe("10 of 20");
        page.Evaluate<string>(Explained).ShouldBe("i10");

        Set(page, "outcome", "");
        Set(page, "order", "0");
        Set(page, "order-explainer", "0");
        page.Evaluate<string>(Explained).ShouldBe("i4");
        page.Evaluate<object>("document.getElementById('descending').click()");
        page.Evaluate<string>(Explained).ShouldBe("i0");
    }

    [BrowserFact]
    public void A_slice_gives_the_means_of_its_texts_and_all_brings_back_the_intervals()
    {
        using BrowserPage page = _fixture.Open();
        const string cell = "document.querySelector('#table tbody td').innerText";
        string whole = page.Evaluate<string>(cell);

        Set(page, "slice", "kind: short");

        // Texts 0 to 9: 0.8 + 0.01 (i mod 5) has the mean 0.82.
        page.Evaluate<string>(cell).ShouldBe("0.820\nn = 10");
        Set(page, "slice", "");
        page.Evaluate<string>(cell).ShouldBe(whole);
        whole.ShouldContain("[");
    }

    [BrowserFact]
    public void Plots_follow_the_metric_and_have_names()
    {
        using BrowserPage page = _fixture.Open();
        const string shown =
            "[...document.querySelectorAll('.panel')].filter(p => !p.hidden).map(p => p.querySelector('title').textContent)";
        page.Evaluate<string[]>(shown)[0].ShouldStartWith("first against");

        Set(page, "figure-metric", "second");

        page.Evaluate<string[]>(shown).ShouldBe(
            ["second against the model rows an explanation takes", "Distribution of second over texts",
            "Mean ranks by second over cases, with critical difference", "Rank correlation between explainers"]);
    }

    [BrowserFact]
    public void A_picture_that_a_metric_lacks_is_not_announced()
    {
        ResultSet sample = SampleResults.Create();
        using BrowserPage page = _fixture.Open(new ResultSet
        {
            Run = sample.Run,
            Scores = sample.Scores,
            Explanations = sample.Explanations,
            Curves = [new MeanCurve("good", "first", Abstractions.CurveKind.Deletion, [0, 1], [0.9, 0.1], 20)],
        });
        const string shown = "[...document.querySelectorAll('#figures h3')].filter(h => h.checkVisibility()).map(h => h.textContent)";
        page.Evaluate<string[]>(shown).ShouldContain("What removing tokens does");

        Set(page, "figure-metric", "second");

        page.Evaluate<string[]>(shown).ShouldBe(
            ["Quality against cost", "Scores over texts", "Mean ranks and critical difference", "Agreement between explainers"]);
    }

    [BrowserFact]
    public void Numbers_can_be_read_as_a_table()
    {
        using BrowserPage page = _fixture.Open();
        Set(page, "view", "numbers");

        page.Evaluate<string[]>("[...document.querySelectorAll('#maps tbody tr')].slice(1, 3).map(r => r.cells[1].textContent)")
            .ShouldBe(["1", "-1"]);
        page.Evaluate<int>("document.querySelectorAll('#maps th:not([scope])').length").ShouldBe(0);
    }

    [BrowserFact]
    public void Scores_can_be_drawn_as_bars_and_as_forces()
    {
        using BrowserPage page = _fixture.Open();
        Set(page, "view", "bars");

        // 1, −1 and 0.5 of the first explainer; zeros have no bar.
        page.Evaluate<string[]>(
            "[...document.querySelector('#maps svg').querySelectorAll('g > title')].map(t => t.textContent.split(': ').at(-1))")
            .ShouldBe(["1", "-1", "0.5002"]);
        Set(page, "view", "force");
        page.Evaluate<string>("document.querySelector('#maps svg > title').textContent")
            .ShouldBe("good for POSITIVE: scores end to end, sum 0.5002");
        page.Evaluate<double[]>(
            "[...document.querySelectorAll('#maps svg')[0].querySelectorAll('path')].map(p => Math.round(p.getBBox().width))")
            .ShouldBe([300, 150, 300], 1);
        page.Problems.ShouldBeEmpty();
    }

    [BrowserFact]
    public void Every_explainer_has_a_row_in_the_table_of_a_text()
    {
        using BrowserPage page = _fixture.Open();
        Set(page, "view", "table");

        page.Evaluate<string[]>(
            "[...document.querySelectorAll('#maps tbody tr')].map(r => [...r.cells].slice(0, 5).map(c => c.textContent).join('|'))")[0]
            .ShouldBe("good|POSITIVE|POSITIVE (0.75)|POSITIVE|0.500");
        page.Evaluate<int>("document.querySelectorAll('#maps tbody tr:not(:has(.heat))').length").ShouldBe(0);
        page.Evaluate<int>("document.querySelectorAll('#maps th:not([scope])').length").ShouldBe(0);
        page.Problems.ShouldBeEmpty();
    }

    [BrowserFact]
    public void A_text_with_several_classes_explained_has_a_row_for_each()
    {
        using BrowserPage page = _fixture.Open(SampleResults.OfAllClasses());

        page.Evaluate<bool>("document.getElementById('classes').hidden").ShouldBeFalse();
        page.Evaluate<string[]>(
            "[...document.querySelectorAll('#classes-table tbody tr')].map(r => [...r.cells].slice(0, 4).map(c => "
                + "c.textContent).join('|'))")
            .ShouldBe(["POSITIVE|POSITIVE (0.75)|POSITIVE|0.500", "POSITIVE|POSITIVE (0.75)|NEGATIVE|-0.500"]);
        page.Evaluate<int>("document.querySelectorAll('#classes-table th:not([scope])').length").ShouldBe(0);
        page.Problems.ShouldBeEmpty();
        using BrowserPage single = _fixture.Open();
        single.Evaluate<bool>("document.getElementById('classes').hidden").ShouldBeTrue();
    }

    [BrowserFact]
    public void Everything_is_labelled_and_text_has_contrast()
    {
        using BrowserPage page = _fixture.Open();

        page.Evaluate<string[]>("""
            [...document.querySelectorAll('input, select, button, [role=listbox], [role=region], section, svg')].filter(e =>
                !(e.labels?.length || e.textContent.trim() && e.matches('button') || e.getAttribute('aria-label')
                || document.getElementById(e.getAttribute('aria-labelledby')) || e.querySelector(':scope > title'))).map(e => e.outerHTML.slice(0, 80))
            """).ShouldBeEmpty();
        page.Evaluate<string[]>("[...document.querySelectorAll('th:not([scope])')].map(e => e.outerHTML)").ShouldBeEmpty();
        Set(page, "view", "numbers");
        page.Evaluate<string[]>("[...document.querySelectorAll('.scroll:not([tabindex])')].map(e => e.outerHTML)").ShouldBeEmpty();
        page.Evaluate<string[]>("""
            [...document.querySelectorAll('section, [role=region], nav, main')].map(e =>
                e.getAttribute('aria-label') ?? document.getElementById(e.getAttribute('aria-labelledby'))?.textContent ?? e.tagName)
            """).ShouldBeUnique();
        page.Evaluate<string[]>("""
            (() => {
                const parse = c => c.match(/[\d.]+/g).map((v, i) => c.startsWith("color(") && i < 3 ? 255 * v : Number(v));
                const light = c => { const l = c.slice(0, 3).map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2]; };
                const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
                return [...document.querySelectorAll('body *')].filter(e => !e.closest('svg, script, style, noscript, .hidden, [hidden], .skip')
                    && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())).filter(e => {
                    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))];
                    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
                }).map(e => `${e.outerHTML.slice(0, 100)} ${getComputedStyle(e).color} on ${behind(e)}`);
            })()
            """).ShouldBeEmpty();
    }

    [BrowserFact]
    public void A_run_without_explanations_has_a_page_without_texts()
    {
        ResultSet sample = SampleResults.Create();
        using BrowserPage page = _fixture.Open(new ResultSet { Run = sample.Run, Scores = sample.Scores });

        page.Problems.ShouldBeEmpty();
        page.Evaluate<bool>("document.getElementById('texts') === null").ShouldBeTrue();
        page.Evaluate<object>("document.querySelectorAll('.sort')[1].click()");
        page.Evaluate<string>("document.querySelectorAll('#table th[aria-sort]')[1].getAttribute('aria-sort')").ShouldBe("descending");
        page.Evaluate<bool>("document.querySelectorAll('.panel')[1].hidden").ShouldBeTrue();
    }

    internal static void Set(BrowserPage page, string id, string value) => page.Evaluate<object>(
        $"(e => {{ e.value = {System.Text.Json.JsonSerializer.Serialize(value)}; e.dispatchEvent(new Event(e.type === 'search' ? 'input' : 'change')); }})(document.getElementById('{id}'))");

    public sealed class Fixture : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("bench-").FullName;
        private readonly Lazy<Chromium> _browser = new(() => new Chromium());

        internal BrowserPage Open(ResultSet? results = null, int width = 1320, string fragment = "", bool dark = false)
        {
            string path = Path.Combine(_folder, results is null ? "report.html" : "other.html");
            using (StreamWriter writer = File.CreateText(path))
            {
                new HtmlReport().Write(results ?? SampleResults.Create(), writer);
            }

            return BrowserPage.Open(_browser.Value, path, width, fragment: fragment, dark: dark);
        }

        internal BrowserPage OpenHtml(string html, int width, bool dark)
        {
            string path = Path.Combine(_folder, "page.html");
            File.WriteAllText(path, html);
            return BrowserPage.Open(_browser.Value, path, width, dark: dark);
        }

        public void Dispose()
        {
            if (_browser.IsValueCreated)
            {
                _browser.Value.Dispose();
            }

            Directory.Delete(_folder, recursive: true);
        }
    }
}
