using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class RecommendationTests
{
    private static readonly ResultSet _results = new SampleRun("dear", "cheap", "poor", "random")
        .With("faithfulness/m", SampleRun.Noisy(60, 0.9, "d"), SampleRun.Noisy(60, 0.6, "c"), SampleRun.Noisy(60, 0.5, "p"),
            SampleRun.Noisy(60, 0.1, "r"))
        .With("-faithfulness/n", SampleRun.Noisy(60, 0.1, "d"), SampleRun.Noisy(60, 0.4, "c"), SampleRun.Noisy(60, 0.7, "p"),
            SampleRun.Noisy(60, 0.9, "r"))
        .With("plausibility/p", SampleRun.Noisy(60, 0.5, "1"), SampleRun.Noisy(60, 0.5, "2"), SampleRun.Noisy(60, 0.5, "3"),
            SampleRun.Noisy(60, 0.5, "4"))
        .Costing("dear", 1000, 90).Costing("cheap", 10, 2).Costing("poor", 50, 1).Results();

    [Theory]
    [InlineData(10.0, null, true)]
    [InlineData(9.9, null, false)]
    [InlineData(null, 2.0, true)]
    [InlineData(10.0, 1.9, false)]
    [InlineData(null, null, true)]
    public void A_budget_allows_what_takes_all_of_it(double? rows, double? milliseconds, bool isAllowed) =>
        new Budget(rows, milliseconds).Allows(new Candidate(0, "cheap", 1, Rows: 10, Milliseconds: 2)).ShouldBe(isAllowed);

    [Fact]
    public void Without_a_budget_the_best_is_chosen()
    {
        var recommendation = Recommendation.Of(_results, new Budget(), Preference.Faithful);

        recommendation.Chosen!.Name.ShouldBe("dear");
        recommendation.Chosen.Quality.ShouldBe(1, 1e-9);
        recommendation.Chosen.Rows.ShouldBe(1000);
        recommendation.Evidence.Select(evidence => evidence.Metric).ShouldBe(["m", "n"]);
        recommendation.Evidence.ShouldAllBe(evidence =>
            evidence.BeatsFloor == true && evidence.Standing == Standing.Best && evidence.AgainstRunnerUp == "dear beats cheap");
        recommendation.Cheaper.ShouldBeNull();
    }

    [Fact]
    public void A_budget_of_rows_or_time_excludes_the_dear()
    {
        Recommendation.Of(_results, new Budget(MaxRows: 100), Preference.Faithful).Chosen!.Name.ShouldBe("cheap");
        Recommendation.Of(_results, new Budget(MaxMilliseconds: 1.5), Preference.Faithful).Chosen!.Name.ShouldBe("poor");
        Should.Throw<BenchException>(() => Recommendation.Of(_results, new Budget(MaxRows: 5), Preference.Faithful)).Message
            .ShouldContain("the cheapest, cheap, takes 10 rows");
    }

    [Fact]
    public void The_front_holds_what_nothing_else_beats_in_quality_and_cost()
    {
        Front(new Budget()).ShouldBe(["dear", "cheap"]);
        Front(new Budget(MaxMilliseconds: 1000)).ShouldBe(["dear", "cheap", "poor"]);
    }

    [Fact]
    public void A_cheaper_explainer_that_is_not_told_apart_is_named()
    {
        double[] scores = SampleRun.Noisy(60, 0.8, "x");
        ResultSet results = new SampleRun("dear", "cheap", "random")
            .With("faithfulness/m", [.. scores.Select((score, i) => score + (i % 2 == 0 ? 0.011 : -0.01))], scores,
                SampleRun.Noisy(60, 0.1, "r"))
            .Costing("dear", 100, 1).Costing("cheap", 10, 1).Results();

        var recommendation = Recommendation.Of(results, new Budget(), Preference.Faithful);

        (recommendation.Chosen!.Name, recommendation.Cheaper!.Name).ShouldBe(("dear", "cheap"));
    }

    [Fact]
    public void The_stable_are_weighed_against_each_other_since_random_scores_are_perfectly_stable()
    {
        ResultSet results = new SampleRun("shaky", "steady", "exact", "random")
            .With("-robustness/s", SampleRun.Noisy(60, 0.9, "1"), SampleRun.Noisy(60, 0.4, "2"), SampleRun.Noisy(60, 0.2, "3"),
                SampleRun.Constant(60, 0)).Results();

        var recommendation = Recommendation.Of(results, new Budget(), Preference.Stable);

        recommendation.Chosen!.Name.ShouldBe("steady");
        recommendation.Evidence[0].Floor.ShouldBeNull();
        recommendation.Candidates.Select(candidate => (candidate.Name, candidate.Quality)).ShouldBe([("steady", 1), ("shaky", 0)]);
    }

    [Fact]
    public void Nothing_is_recommended_on_the_word_of_a_metric_that_failed_its_self_test()
    {
        Should.Throw<BenchException>(() => Recommendation.Of(_results, new Budget(), Preference.Plausible)).Message
            .ShouldContain("No metric of plausibility passes");
        Should.Throw<BenchException>(() => Recommendation.Of(_results, new Budget(), Preference.Stable)).Message
            .ShouldContain("has no metric of robustness");
    }

    [Fact]
    public void Few_texts_are_no_failure_of_the_metric()
    {
        ResultSet results = new SampleRun("good", "random")
            .With("faithfulness/m", SampleRun.Noisy(3, 0.5, "1"), SampleRun.Noisy(3, 0.5, "2")).Results();

        BenchException refused = Should.Throw<BenchException>(() => Recommendation.Of(results, new Budget(), Preference.Faithful));

        refused.Problem.ShouldMatch(
            @"^The run has too few cases \(n = 3; about \d+ would do\) to tell whether any metric of faithfulness can be relied on$");
        refused.Remedy.ShouldBe("Run the suite on more texts");
        string[] sentences = [.. Conclusions.Sentences(results.Table)];
        sentences.ShouldContain(sentence => sentence.StartsWith("Faithfulness: too few cases (n = 3; ", StringComparison.Ordinal));
        sentences.Single(sentence => sentence.StartsWith('†')).ShouldEndWith(" to tell that from a coin.");
    }

    [Fact]
    public void Nothing_is_recommended_that_does_not_beat_random_scores()
    {
        // The good explainer passes the metric's self-test but is over the budget.
        ResultSet results = new SampleRun("good", "idle", "random")
            .With("faithfulness/m", SampleRun.Noisy(60, 0.9, "d"), SampleRun.Noisy(60, 0.5, "1"), SampleRun.Noisy(60, 0.5, "2"))
            .Costing("good", 100, 1).Costing("idle", 1, 1).Results();

        var recommendation = Recommendation.Of(results, new Budget(MaxRows: 10), Preference.Faithful);

        recommendation.Chosen.ShouldBeNull();
        recommendation.Evidence[0].BeatsFloor.ShouldBe(false);
    }

    private static IEnumerable<string> Front(Budget budget) =>
        Recommendation.Of(_results, budget, Preference.Faithful).Candidates.Where(candidate => candidate.IsOnFront)
            .Select(candidate => candidate.Name);
}
