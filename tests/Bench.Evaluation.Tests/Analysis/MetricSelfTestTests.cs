namespace Bench.Evaluation.Tests;

public sealed class MetricSelfTestTests
{
    [Theory]
    [InlineData("faithfulness/m", 7.0 / 8)]
    [InlineData("-faithfulness/m", 1.0 / 8)]
    public void Diagnosticity_is_the_share_of_cases_in_which_an_explanation_is_preferred_to_random_scores(string metric, double expected)
    {
        // Against random scores one explainer wins all four times, the other twice and ties twice: (4 + 2 + 2 / 2) / 8.
        ComparisonColumn column = new SampleRun("a", "b", "random")
            .With(metric, [0.9, 0.8, 0.7, 0.6], [0.6, 0.6, 0.5, 0.4], [0.5, 0.5, 0.5, 0.4]).Results().Table.Columns[0];

        MetricSelfTest test = column.SelfTest.ShouldNotBeNull();
        test.Diagnosticity.Mean.ShouldBe(expected, 1e-12);
        test.Random.Mean.ShouldBe(0.475, 1e-12);
        test.BeatsChance.ShouldBe(expected > 0.5);
        column.FailedSelfTest.ShouldBe(expected < 0.5);
        column.Mark.ShouldBe(expected > 0.5 ? "" : " †");
    }

    [Fact]
    public void A_metric_that_prefers_nothing_is_marked_and_does_not_decide_who_is_best()
    {
        ResultSet results = new SampleRun("a", "b", "random")
            .With("faithfulness/good", SampleRun.Noisy(40, 0.9, "a"), SampleRun.Noisy(40, 0.7, "b"), SampleRun.Noisy(40, 0.2, "r"))
            .With("faithfulness/coin", SampleRun.Noisy(40, 0.5, "1"), SampleRun.Noisy(40, 0.5, "2"), SampleRun.Noisy(40, 0.5, "3"))
            .Results();

        results.Table.Columns.Select(column => column.FailedSelfTest).ShouldBe([false, true]);
        IReadOnlyList<string> sentences = Conclusions.Sentences(results.Table);
        sentences[0].ShouldBe("Faithfulness: a is best on good.");
        sentences[^1].ShouldStartWith("† coin prefers explanations to random scores in ");
    }

    /// <summary>
    /// Issue 12, seen 8: random scores that repeat their seed score 1 in every case of a randomisation test, and everything beats them.
    /// </summary>
    [Fact]
    public void Random_scores_that_are_not_drawn_are_no_floor()
    {
        ComparisonTable table = new SampleRun("a", "random")
            .With("-faithfulness/m", SampleRun.Noisy(40, 0.3, "a"), SampleRun.Constant(40, 1))
            .With("-sanity/mprt", SampleRun.Noisy(40, 0.3, "a"), SampleRun.Noisy(40, 0, "r")).Results().Table;

        table.Columns.ShouldAllBe(column => column.SelfTest!.BeatsChance == null && column.BeatsFloor(0) == null && !column.FailedSelfTest);
        Conclusions.Sentences(table)[^1].ShouldBe("m could not be tested against random scores, which get the same in every case.");
    }

    [Fact]
    public void Several_draws_of_random_scores_are_one_floor_and_their_spread_is_told()
    {
        ResultSet results = new SampleRun("a", "random:draw=1", "random:draw=2")
            .With("faithfulness/m", [0.9, 0.9], [0.5, 0.6], [1.0, 0.8]).Results();

        // a is preferred to the first draw twice and to the second once.
        results.Table.Columns[0].SelfTest!.Diagnosticity.Mean.ShouldBe(0.75, 1e-12);
        results.Table.Columns[0].Floors.ShouldBe([1, 2]);
        SeedSpread spread = SeedSpread.Of(results).ShouldHaveSingleItem();
        (spread.Explainer, spread.Seeds).ShouldBe(("random", 2));
        spread.Deviations[0].ShouldBe(Math.Abs(0.9 - 0.55) / Math.Sqrt(2), 1e-12);
    }

    [Fact]
    public void A_metric_that_applies_to_no_case_is_none_that_an_explainer_could_be_best_on()
    {
        ComparisonTable table = new SampleRun("a", "b", "random")
            .With("faithfulness/m", SampleRun.Noisy(40, 0.9, "a"), SampleRun.Noisy(40, 0.7, "b"), SampleRun.Noisy(40, 0.2, "r"))
            .With("faithfulness/none", [.. Enumerable.Repeat(SampleRun.Constant(40, double.NaN), 3)]).Results().Table;

        Conclusions.Sentences(table)[0].ShouldBe("Faithfulness: a is best on m.");
    }

    [Fact]
    public void Metrics_that_do_not_judge_content_have_no_floor()
    {
        ComparisonTable table = new SampleRun("a", "random")
            .With("-cost/rows", [50, 50, 50], [0, 0, 0])
            .With("-complexity/entropy", [2, 2, 2], [1, 1, 1])
            .With("-robustness/sensitivity", [2, 2, 3], [0, 0, 0]).Results().Table;

        table.Columns.ShouldAllBe(column => column.SelfTest!.BeatsChance == null && !column.FailedSelfTest && column.BeatsFloor(0) == null);
        Conclusions.Sentences(table).ShouldBeEmpty();
    }

    [Fact]
    public void An_explainer_without_scores_is_not_said_to_lose_to_random_ones()
    {
        ComparisonColumn column = new SampleRun("a", "b", "random")
            .With("faithfulness/m", SampleRun.Noisy(20, 0.9, "a"), SampleRun.Constant(20, double.NaN), SampleRun.Noisy(20, 0.1, "r"))
            .Results().Table.Columns[0];

        (column.BeatsFloor(0), column.BeatsFloor(1), column.BeatsFloor(2)).ShouldBe((true, null, null));
    }

    [Fact]
    public void Without_random_scores_or_with_one_case_nothing_is_said()
    {
        new SampleRun("a", "b").With("faithfulness/m", [1, 2], [2, 1]).Results().Table.Columns[0].SelfTest.ShouldBeNull();
        new SampleRun("a", "random").With("faithfulness/m", [1], [2]).Results().Table.Columns[0].FailedSelfTest.ShouldBeFalse();
        new SampleRun("a", "random").With("faithfulness/m", [double.NaN, double.NaN], [2, 1]).Results().Table.Columns[0].SelfTest!
            .BeatsChance.ShouldBeNull();
    }

    [Fact]
    public void The_oracle_is_first_where_nothing_is_told_apart_as_better()
    {
        ComparisonTable table = new SampleRun("a", "exact", "random")
            .With("faithfulness/right", SampleRun.Noisy(40, 0.5, "a"), SampleRun.Noisy(40, 0.9, "e"), SampleRun.Noisy(40, 0.1, "r"))
            .With("faithfulness/wrong", SampleRun.Noisy(40, 0.9, "a"), SampleRun.Noisy(40, 0.5, "e"), SampleRun.Noisy(40, 0.1, "r"))
            .Results().Table;

        table.Columns.Select(column => column.SelfTest!.RanksOracleFirst).ShouldBe([true, false]);
        table.Columns.Select(column => column.Mark).ShouldBe(["", " ‡"]);
        Conclusions.Sentences(table)[^1].ShouldBe(
            "‡ wrong prefers a to the exact attribution: it asks for something else than the truth here.");
        table.Columns[0].SelfTest!.Oracle!.Value.Mean.ShouldBe(0.9, 0.05);
    }
}
