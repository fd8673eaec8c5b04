namespace Bench.Evaluation.Tests;

public sealed class RankingSensitivityTests
{
    // Places of a, b, c: 1 2 3; 2 1 3; 3 2 1.
    private static readonly ResultSet _results = new SampleRun("a", "b", "c")
        .With("faithfulness/m1", [0.9, 0.9], [0.5, 0.5], [0.1, 0.1])
        .With("-faithfulness/m3:bins=1", [0.5, 0.5], [0.1, 0.1], [0.9, 0.9])
        .With("faithfulness/m3:bins=2", [0.1, 0.1], [0.5, 0.5], [0.9, 0.9])
        .With("-cost/rows", [1, 1], [2, 2], [3, 3])
        .Results();

    /// <summary>
    /// Seven selections: a leads 1, b 4 (two of them with m1 left out), and the sums of {m1, m3:1} and {m1, m3:2} tie two and three.
    /// </summary>
    [Fact]
    public void Every_selection_of_metrics_is_counted_out()
    {
        RankingSensitivity sensitivity = RankingSensitivity.Of(_results.Table).ShouldHaveSingleItem();

        sensitivity.Selections.ShouldBe(7);
        sensitivity.FirstShare[0].ShouldBe((1 + 0.5 + (1 / 3.0)) / 7, 1e-12);
        sensitivity.FirstShare[1].ShouldBe((3 + 0.5 + (1 / 3.0)) / 7, 1e-12);
        sensitivity.FirstShare[2].ShouldBe((1 + (1 / 3.0)) / 7, 1e-12);
        sensitivity.BestPlace.ShouldBe([1, 1, 1]);
        sensitivity.WorstPlace.ShouldBe([3, 2, 3]);
        sensitivity.Ranking.Family.ShouldBe("faithfulness");
    }

    [Fact]
    public void Leaving_a_metric_out_shows_what_hangs_on_it()
    {
        // Together 2 1 3; without m1 3 1 2; without the second metric all are equal; without the third 1.5 1.5 3.
        RankingSensitivity sensitivity = RankingSensitivity.Of(_results.Table)[0];

        sensitivity.LeaveOneOut.Select(left => $"{left.Metric}: {string.Join(' ', left.Leaders)}")
            .ShouldBe(["m1: 1", "m3:bins=1: 0 1 2", "m3:bins=2: 0 1"]);
        sensitivity.LeaveOneOut[0].Tau.ShouldBe(1 / 3.0, 1e-12);
        sensitivity.LeaveOneOut[1].Tau.ShouldBe(double.NaN);
        sensitivity.LeaveOneOut[2].Tau.ShouldBe(2 / Math.Sqrt(6), 1e-12);
    }

    [Fact]
    public void Options_of_one_metric_are_set_against_each_other()
    {
        OptionSensitivity options = RankingSensitivity.Of(_results.Table)[0].Options.ShouldHaveSingleItem();

        (options.Metric, options.LowestTau).ShouldBe(("m3", -1 / 3.0));
        options.Variants.ShouldBe(["m3:bins=1", "m3:bins=2"]);
        options.Leaders.Select(leaders => leaders.Single()).ShouldBe([1, 2]);
        options.BestPlace.ShouldBe([2, 1, 1]);
        options.WorstPlace.ShouldBe([3, 2, 3]);
    }

    [Fact]
    public void A_metric_that_failed_its_self_test_has_no_say_and_one_metric_cannot_be_left_out()
    {
        RankingSensitivity sensitivity = RankingSensitivity.Of(new SampleRun("a", "b", "random")
            .With("faithfulness/good", SampleRun.Noisy(40, 0.9, "a"), SampleRun.Noisy(40, 0.7, "b"), SampleRun.Noisy(40, 0.2, "r"))
            .With("faithfulness/coin", SampleRun.Noisy(40, 0.5, "1"), SampleRun.Noisy(40, 0.5, "2"), SampleRun.Noisy(40, 0.5, "3"))
            .Results().Table).ShouldHaveSingleItem();

        sensitivity.Ranking.Metrics.ShouldBe(["good"]);
        sensitivity.LeaveOneOut.ShouldBeEmpty();
        sensitivity.FirstShare.ShouldBe([1, 0, 0]);
        RankingSensitivity.Of(new SampleRun("a").With("faithfulness/m", [1]).Results().Table).ShouldBeEmpty();
    }

    [Fact]
    public void Many_metrics_are_drawn_from_the_same_way_each_time()
    {
        SampleRun run = new("a", "b");
        for (int m = 0; m < 16; m++)
        {
            run.With($"faithfulness/m{m}", [m < 12 ? 1 : 0], [0.5]);
        }

        ComparisonTable table = run.Results().Table;
        RankingSensitivity sensitivity = RankingSensitivity.Of(table)[0];

        sensitivity.Selections.ShouldBe(20_000);
        sensitivity.FirstShare.Sum().ShouldBe(1, 1e-9);

        // The first twelve speak for a, four for b: b leads where it has more of the drawn ones, half of a tie.
        double expected = 0;
        for (int forA = 0; forA <= 12; forA++)
        {
            for (int forB = 0; forB <= 4; forB++)
            {
                double chance = Choose(12, forA) * Choose(4, forB) / (Math.Pow(2, 16) - 1);
                expected += forA + forB == 0 ? 0 : forA > forB ? chance : forA == forB ? chance / 2 : 0;
            }
        }

        sensitivity.FirstShare[0].ShouldBe(expected, 0.01);
        RankingSensitivity.Of(table)[0].FirstShare.ShouldBe(sensitivity.FirstShare);
    }

    private static double Choose(int n, int k) => k == 0 ? 1 : Choose(n - 1, k - 1) * n / k;
}
