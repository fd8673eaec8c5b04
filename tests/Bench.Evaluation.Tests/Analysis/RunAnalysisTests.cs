namespace Bench.Evaluation.Tests;

public sealed class RunAnalysisTests
{
    private static readonly ResultSet _results = new SampleRun("a", "b", "c")
        .With("faithfulness/m1", [0.9, 0.8, 0.9, 0.8], [0.5, 0.6, 0.5, 0.6], [0.1, 0.2, 0.3, 0.1])
        .With("-faithfulness/m2", [0.1, 0.1, 0.1, 0.1], [0.9, 0.9, 0.9, 0.9], [0.5, 0.5, 0.5, 0.5])
        .With("faithfulness/m3:bins=1", [0.9, 0.9, 0.9, 0.9], [0.5, 0.5, 0.5, 0.5], [0.1, 0.1, 0.1, 0.1])
        .With("faithfulness/m3:bins=2", [0.1, 0.1, 0.1, 0.1], [0.5, 0.5, 0.5, 0.5], [0.9, 0.9, 0.9, 0.9])
        .Results();

    [Fact]
    public void Metrics_of_a_family_are_joined_into_one_ranking()
    {
        // Ranks of a, b, c: 1 2 3; 1 3 2; 3 2 1. The metric m3:bins=1 asks what m1 asks.
        JointRanking ranking = _results.Analysis.Rankings.ShouldHaveSingleItem();

        ranking.Metrics.ShouldBe(["m1", "m2", "m3:bins=2"]);
        ranking.CountedOnce.ShouldBe([new SameQuestion("m3:bins=1", "m1")]);
        ranking.MeanRanks.ShouldBe([5 / 3.0, 7 / 3.0, 2], 1e-12);
        ranking.Kemeny.ShouldBe([0, 2, 1]);
        ranking.Disagreements.ShouldBe(3);

        // W = 12 S / (m² (k³ − k)), S = Σ (rank sum − 6)² = 1 + 1.
        ranking.KendallW.ShouldBe(12.0 * 2 / (9 * 24), 1e-12);
    }

    [Fact]
    public void Joint_ranks_have_intervals_and_random_scores_do_not_raise_the_agreement()
    {
        // Two metrics that rank a, b and c in reverse, and agree on nothing but random scores.
        ResultSet results = new SampleRun("a", "b", "c", "random")
            .With("faithfulness/m1", SampleRun.Noisy(60, 0.9, "1"), SampleRun.Noisy(60, 0.8, "2"), SampleRun.Noisy(60, 0.7, "3"),
                SampleRun.Noisy(60, 0.1, "4"))
            .With("faithfulness/m2", SampleRun.Noisy(60, 0.7, "5"), SampleRun.Noisy(60, 0.8, "6"), SampleRun.Noisy(60, 0.9, "7"),
                SampleRun.Noisy(60, 0.1, "8"))
            .Results();

        JointRanking ranking = results.Analysis.Rankings.ShouldHaveSingleItem();

        ranking.KendallW.ShouldBe(0, 1e-12);
        ranking.KendallWInterval.Low.ShouldBe(0, 1e-12);
        ranking.KendallWInterval.High.ShouldBeLessThan(0.5);
        ranking.MeanRanks.ShouldBe([2, 2, 2, 4]);
        ranking.RankIntervals[3].ShouldBe((4, 4));
        ranking.RankIntervals.Take(3).ShouldAllBe(interval => interval.Low <= 2 && interval.High >= 2);
        string words = Conclusions.Sentences(results.Table)[1];
        words.ShouldContain("random 4.0 [4.0, 4.0]");
        words.ShouldContain("random scores aside: Kendall's W = 0.00 [0.00, ");
    }

    [Fact]
    public void Intervals_of_joint_ranks_hold_95_percent()
    {
        // The mean difference on the first metric is 1.26 of its standard errors: about one resample in ten turns it round.
        double[] b = SampleRun.Noisy(40, 0.5, "b");
        double[] a = [.. b.Select((score, i) => score + (i % 2 == 0 ? 0.12 : -0.08))];

        JointRanking ranking = new SampleRun("a", "b")
            .With("faithfulness/m1", a, b)
            .With("faithfulness/m2", SampleRun.Noisy(40, 0.9, "c"), SampleRun.Noisy(40, 0.1, "d"))
            .Results().Analysis.Rankings.ShouldHaveSingleItem();

        ranking.RankIntervals.ShouldBe([(1, 1.5), (1.5, 2)]);
    }

    /// <summary>Issue 12, seen 6: IoU = F1 / (2 − F1).</summary>
    [Fact]
    public void A_metric_that_is_a_function_of_another_counts_once()
    {
        double[][] f1 =
            [.. new[] { "a", "b", "c" }.Select((name, i) =>
                SampleRun.Noisy(40, 0.4 + (0.1 * i), name).Select(score => Math.Clamp(score, 0, 1)).ToArray())];

        JointRanking ranking = new SampleRun("a", "b", "c")
            .With("plausibility/f1", f1)
            .With("plausibility/iou", [.. f1.Select(row => row.Select(score => score / (2 - score)).ToArray())])
            .With("plausibility/other", SampleRun.Noisy(40, 0.5, "x"), SampleRun.Noisy(40, 0.5, "y"), SampleRun.Noisy(40, 0.5, "z"))
            .Results().Analysis.Rankings.ShouldHaveSingleItem();

        ranking.Metrics.ShouldBe(["f1", "other"]);
        ranking.CountedOnce.ShouldBe([new SameQuestion("iou", "f1")]);
    }

    [Fact]
    public void Agreement_shows_how_much_the_ranking_hangs_on_an_option()
    {
        RankingAgreement options = _results.Analysis.Agreements.Single(agreement => agreement.SameMetric);

        (options.First, options.Second, options.Tau).ShouldBe(("m3:bins=1", "m3:bins=2", -1));
        _results.Analysis.Agreements.Single(agreement => agreement is { First: "m1", Second: "m2" }).Tau.ShouldBe(1 / 3.0, 1e-12);
        _results.Analysis.Agreements.Length.ShouldBe(6);
    }

    [Fact]
    public void Every_metric_has_a_rank_test_and_verdicts()
    {
        MetricAnalysis first = _results.Analysis.Metrics[0];
        MetricAnalysis second = _results.Analysis.Metrics[1];

        first.Friedman!.MeanRanks.ShouldBe([1, 2, 3]);
        first.Friedman.KendallW.ShouldBe(1, 1e-12);
        second.Friedman!.MeanRanks.ShouldBe([1, 3, 2]);
        second.Pairs[0].WinTieLoss.ShouldBe(new WinTieLoss(4, 0, 0));
        first.Pairs.Select(pair => (pair.First, pair.Second)).ShouldBe([(0, 1), (0, 2), (1, 2)]);

        // Four differences of one sign: p = 2 · ½⁴, times three pairs.
        first.Pairs[0].WilcoxonPValue.ShouldBe(3 * 0.125, 1e-12);
        first.Pairs[0].InWords.ShouldStartWith("a against b: undecided at n = 4");
    }

    [Fact]
    public void Cases_that_an_explainer_has_no_score_for_take_no_part_in_the_rank_test()
    {
        ResultSet results = new SampleRun("a", "b").With("faithfulness/m", [1, 2, double.NaN], [0, 3, 5]).Results();

        results.Analysis.Metrics[0].Friedman!.Blocks.ShouldBe(2);
        new SampleRun("a", "b").With("faithfulness/m", [double.NaN], [0]).Results().Analysis.Metrics[0].Friedman.ShouldBeNull();
    }

    [Fact]
    public void Nemenyi_groups_are_the_bars_of_a_critical_difference_diagram()
    {
        // With 10 blocks the critical difference of three mean ranks is 2.343 · √(12 / 60) = 1.048: 1.5 and 2.0 go together, as do 2.0 and
        // 2.5.
        double[][] blocks = [.. Enumerable.Range(0, 10).Select(i => i < 5 ? new double[] { 3, 2, 1 } : [2, 1, 0])];
        FriedmanTest test = FriedmanTest.Of(blocks) with { MeanRanks = [2.6, 1.5, 2.0] };

        test.CriticalDifference().ShouldBe(1.048, 0.001);
        test.Groups().Select(group => group.ToArray()).ShouldBe([[1, 2], [2, 0]]);
        (test with { MeanRanks = [1, 3, 1.5] }).Groups().Select(group => group.ToArray()).ShouldBe([[0, 2], [1]]);
    }
}
