using Bench.Evaluation;

namespace Bench.Reporting.Tests;

public sealed class ComparisonPageTests(ReportInBrowserTests.Fixture fixture) : IClassFixture<ReportInBrowserTests.Fixture>
{
    private const string Hostile = "<img src=x onerror=alert(1)>\u202E&\"'";

    [Fact]
    public void Says_what_was_found_and_how_sure_it_is()
    {
        string page = Page(SampleResults.Create(), Second());

        page.ShouldContain("<h1>sample on toy against sample on other</h1>");
        page.ShouldContain("The first model is right on 17 of 20 (85.0 %), the second on 5 of 20 (25.0 %).");
        page.ShouldMatch(
            "<li class=\"shown\"><span class=\"sure\">shown</span> On first, good does worse in the second run: 0\\.820 became "
                + "0\\.320\\. <span class=\"evidence\">p (&lt;|<|=) 0\\.00\\d after correction, n = 20</span>");
        page.ShouldContain("On 3 of 4 pairs of metric and explainer no difference is shown.");
        page.ShouldContain("<span class=\"worse\">worse</span>");
        page.ShouldContain("Core managed on cpu, single precision; plug-ins: none.");
    }

    [Fact]
    public void Few_cases_decide_nothing_and_say_how_many_would_do()
    {
        ResultSet first = SampleResults.First(6);
        string page = Page(
            first, new ResultSet { Run = first.Run, Scores = [.. first.Scores.Select(Lowered)], Explanations = first.Explanations });

        page.ShouldMatch(@"On 4 of 4 pairs of metric and explainer no difference is shown: too few texts \(n = 6; about \d+ would do\)\.");
        page.ShouldNotContain("class=\"shown\"><span class=\"sure\">shown</span> On ");
        page.ShouldNotContain("class=\"worse\"");
    }

    [Fact]
    public void Runs_whose_texts_are_gone_have_a_page_too()
    {
        ResultSet sample = SampleResults.Create();

        Page(new ResultSet { Run = sample.Run, Scores = sample.Scores }, Second())
            .ShouldContain("The explanations of one of the runs are gone.");
    }

    [BrowserFact]
    public void Texts_stand_side_by_side_where_the_models_part_and_nothing_of_strangers_is_obeyed()
    {
        ResultSet second = Second();
        using BrowserPage page = fixture.OpenHtml(
            Page(SampleResults.Create(), new ResultSet
            {
                Run = second.Run with { Suite = Hostile, Model = second.Run.Model with { Name = Hostile } },
                Scores = second.Scores,
                Explanations = second.Explanations,
            }),
            400, dark: true);

        page.Evaluate<int>("document.querySelectorAll('.case').length").ShouldBe(20);
        page.Evaluate<string>("document.querySelector('.case .sides').innerText").ShouldContain("✗ wrong");
        page.Evaluate<string>("document.querySelector('.case .sides').innerText").ShouldContain("✓ right");
        page.Evaluate<int>("document.querySelectorAll('img, script, [onerror], [onclick]').length").ShouldBe(0);
        page.Evaluate<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth").ShouldBe(0);
        page.Problems.ShouldBeEmpty();
        page.Requests.ShouldHaveSingleItem().ShouldStartWith("file:");
    }

    [AxeTheory]
    [InlineData(false, 1400)]
    [InlineData(true, 1400)]
    [InlineData(true, 400)]
    public void Is_accessible(bool dark, int width)
    {
        using BrowserPage page = fixture.OpenHtml(Page(SampleResults.Create(), Second()), width, dark);

        Axe.Violations(page).ShouldBeEmpty();
    }

    // Another model, for which 'good' is worse and every prediction the other way round.
    private static ResultSet Second()
    {
        ResultSet sample = SampleResults.Create();
        return new ResultSet
        {
            Run = sample.Run with { Model = sample.Run.Model with { Name = "other" }, Correct = 5 },
            Scores = [.. sample.Scores.Select(Lowered)],
            Explanations = [.. sample.Explanations.Select(record => record with { Probabilities = [.. record.Probabilities.Reverse()] })],
        };
    }

    private static ScoreRow Lowered(ScoreRow row) =>
        row is { Explainer: "good", Metric: "first" } ? row with { Value = row.Value - 0.5 } : row;

    private static string Page(ResultSet first, ResultSet second)
    {
        using var writer = new StringWriter();
        ComparisonPage.Write(RunComparison.Of(first, second), first, second, writer);
        return writer.ToString();
    }
}
