using System.Collections.Immutable;
using Bench.Evaluation;
using static Bench.Reporting.Tests.ReportInBrowserTests;

namespace Bench.Reporting.Tests;

/// <summary>Emoji, right-to-left text, combining marks and markup of strangers in every view of a run's page.</summary>
public sealed class StrangeTextsInBrowserTests(ReportInBrowserTests.Fixture fixture) : IClassFixture<ReportInBrowserTests.Fixture>
{
    // A family and a flag of several code points, Hebrew and Arabic, marks that stack, an accent apart from its letter, markup, and a turn
    // of direction.
    private static readonly string[] _texts =
    [
        "👩‍👩‍👧‍👦 🏳️‍🌈 end",
        "שלום עולם مرحبا",
        "Z\u0351\u036B\u0343 e\u0301clair क्षि",
        "<img/src=x/onerror=alert(1)> </script><script>alert(2)</script> \u202Egnp.exe",
    ];

    public static IEnumerable<object[]> Views { get; } = [["heat"], ["bars"], ["force"], ["numbers"], ["table"]];

    [BrowserTheory]
    [MemberData(nameof(Views))]
    public void Stay_whole_and_harmless(string view)
    {
        using BrowserPage page = fixture.Open(Strange());
        Set(page, "view", view);
        foreach ((int i, string text) in _texts.Index())
        {
            page.Evaluate<object>($"location.hash = '#text=i{i}'");
            page.Evaluate<object>("new Promise(done => setTimeout(done, 50))");
            string shown = page.Evaluate<string>("document.getElementById('maps').textContent");
            foreach (string word in text.Replace('\u202E', '\uFFFD').Split(' ').Take(view == "force" ? 1 : 3))
            {
                shown.ShouldContain(word.Length > 17 && view == "bars" ? word[..16] : word, customMessage: view);
            }

            page.Evaluate<string>("document.getElementById('list').textContent").ShouldContain(text[..5].Replace('\u202E', '\uFFFD'));
        }

        page.Evaluate<int>("document.querySelectorAll('img, [onerror], #maps script').length").ShouldBe(0);
        page.Evaluate<bool>("document.body.textContent.includes('\\u202e')").ShouldBeFalse();
        page.Evaluate<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth").ShouldBe(0);
        page.Problems.ShouldBeEmpty();
    }

    [BrowserFact]
    public void Right_to_left_texts_run_from_right_to_left()
    {
        using BrowserPage page = fixture.Open(Strange(), fragment: "#text=i1");

        page.Evaluate<string>("getComputedStyle(document.querySelector('#maps [dir]')).direction").ShouldBe("rtl");
        page.Evaluate<string>("getComputedStyle(document.querySelectorAll('.item .snippet')[1]).direction").ShouldBe("rtl");
    }

    private static ResultSet Strange()
    {
        ResultSet sample = SampleResults.First(4);
        return new ResultSet
        {
            Run = sample.Run with
            {
                Model = sample.Run.Model with { Labels = ["<b>NEG</b>", "POSITIVE"] },
                Dataset = sample.Run.Dataset with { File = "<i>x</i>\u202E.csv" },
            },
            Scores = sample.Scores,
            Explanations = [.. _texts.Index().Select(text => SampleResults.Explanation($"i{text.Index}", "POSITIVE", text.Item) with
            {
                Columns = ImmutableSortedDictionary<string, string>.Empty.Add("<u>kind</u>", text.Item),
            })],
        };
    }
}
