namespace Bench.Evaluation.Tests;

public sealed class RunAnalysisTests
{
    private static readonly ResultSet Results = new SampleRun("a", "b", "c")
        .With("faithfulness/m1", [0.9, 0.8, 0.9, 0.8], [0.5, 0.6, 0.5, 0.6], [0.1, 0.2, 0.3, 0.1])
        .With("-faithfulness/m2", [0.1, 0.1, 0.1, 0.1], [0.9, 0.9, 0.9, 0.9], [0.5, 0.5, 0.5, 0.5])
        .With("faithfulness/m3:bins=1", [0.9, 0.9, 0.9, 0.9], [0.5, 0.5, 0.5, 0.5], [0.1, 0.1, 0.1, 0.1])
        .With("faithfulness/m3:bins=2", [0.1, 0.1, 0.1, 0.1], [0.5, 0.5, 0.5, 0.5], [0.9, 0.9, 0.9, 0.9])
        .Results();

    [Fact]
    public void Metrics_of_a_family_are_joined_into_one_ranking()
    {
        // Ranks of a, b, c: 1 2 3; 1 3 2; 1 2 3; 3 2 1.
        JointRanking ranking = Results.Analysis.Rankings.ShouldHaveSingleItem();

        ranking.Metrics.ShouldBe(["m1", "m2", "m3:bins=1", "m3:bins=2"]);
        ranking.MeanRanks.ShouldBe([1.5, 2.25, 2.25]);
        ranking.Kemeny.ShouldBe([0, 1, 2]);
        ranking.Disagreements.ShouldBe(1 + 3);

        // W = 12 S / (m² (k³ − k)), S = Σ (rank sum − 8)² = 4 + 1 + 1.
        ranking.KendallW.ShouldBe(12.0 * 6 / (16 * 24), 1e-12);
    }

    [Fact]
    public void Agreement_shows_how_much_the_ranking_hangs_on_an_option()
    {
        RankingAgreement options = Results.Analysis.Agreements.Single(agreement => agreement.SameMetric);

        (options.First, options.Second, options.Tau).ShouldBe(("m3:bins=1", "m3:bins=2", -1));
        Results.Analysis.Agreements.Single(agreement => agreement is { First: "m1", Second: "m2" }).Tau.ShouldBe(1 / 3.0, 1e-12);
        Results.Analysis.Agreements.Length.ShouldBe(6);
    }

    [Fact]
    public void Every_metric_has_a_rank_test_and_verdicts()
    {
        MetricAnalysis first = Results.Analysis.Metrics[0];
        MetricAnalysis second = Results.Analysis.Metrics[1];

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
        // With 10 blocks the critical difference of three mean ranks is 2.343 · √(12 / 60) = 1.048: 1.5 and 2.0 go together, as do 2.0 and 2.5.
        double[][] blocks = [.. Enumerable.Range(0, 10).Select(i => i < 5 ? new double[] { 3, 2, 1 } : [2, 1, 0])];
        FriedmanTest test = FriedmanTest.Of(blocks) with { MeanRanks = [2.6, 1.5, 2.0] };

        test.CriticalDifference().ShouldBe(1.048, 0.001);
        test.Groups().Select(group => group.ToArray()).ShouldBe([[1, 2], [2, 0]]);
        (test with { MeanRanks = [1, 3, 1.5] }).Groups().Select(group => group.ToArray()).ShouldBe([[0, 2], [1]]);
    }
}
