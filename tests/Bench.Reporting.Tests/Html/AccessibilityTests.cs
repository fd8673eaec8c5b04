using Bench.Evaluation;

namespace Bench.Reporting.Tests;

/// <summary>axe-core finds nothing on any page, in any view, on light paper or dark, wide or narrow.</summary>
public sealed class AccessibilityTests(ReportInBrowserTests.Fixture fixture) : IClassFixture<ReportInBrowserTests.Fixture>
{
    public static IEnumerable<object[]> Views { get; } =
        [.. from view in new[] { "heat", "bars", "force", "numbers",
            "table" } from dark in new[] { false, true } select new object[] { view, dark, view == "heat" ? 400 : 1400 }];

    [AxeTheory]
    [MemberData(nameof(Views))]
    public void Of_a_run(string view, bool dark, int width)
    {
        using BrowserPage page = fixture.Open(SampleResults.WithLosingSlice(), width, dark: dark);
        ReportInBrowserTests.Set(page, "view", view);

        Axe.Violations(page).ShouldBeEmpty();
    }

    [AxeTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_a_run_with_several_targets_and_strange_texts(bool dark)
    {
        using BrowserPage page = fixture.Open(SampleResults.OfAllClasses(), 1400, "#text=i1", dark);

        Axe.Violations(page).ShouldBeEmpty();
    }

    [AxeTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_a_run_with_few_cases_and_without_texts(bool dark)
    {
        using (BrowserPage page = fixture.Open(SampleResults.First(6), 1400, dark: dark))
        {
            Axe.Violations(page).ShouldBeEmpty();
        }

        ResultSet sample = SampleResults.Create();
        using BrowserPage bare = fixture.Open(new ResultSet { Run = sample.Run, Scores = sample.Scores }, 1400, dark: dark);
        Axe.Violations(bare).ShouldBeEmpty();
    }

    [AxeTheory]
    [InlineData(false, 1400)]
    [InlineData(true, 1400)]
    [InlineData(true, 400)]
    public void Of_an_explanation(bool dark, int width)
    {
        using BrowserPage page = fixture.OpenHtml(ExplanationPage.Write(SamplePage.Content()), width, dark);

        Axe.Violations(page).ShouldBeEmpty();
    }

    [AxeTheory]
    [InlineData("image-alt", "<img src='data:,'>")]
    [InlineData("color-contrast", "<p style='color:#999;background:#fff'>faint</p>")]
    public void The_checker_finds_what_is_wrong(string rule, string body)
    {
        using BrowserPage page = fixture.OpenHtml(
            $"<!DOCTYPE html><html lang='en'><head><title>t</title></head><body><main><h1>h</h1>{body}</main></body></html>", 400,
            dark: false);

        Axe.Violations(page).ShouldHaveSingleItem().ShouldStartWith(rule);
    }
}
