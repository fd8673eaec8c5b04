using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class CommonGroundTests
{
    [Fact]
    public void Complete_cases_give_means_less_their_mean()
    {
        double[][] scores = [SampleRun.Noisy(30, 0.9, "a"), SampleRun.Noisy(30, 0.5, "b"), SampleRun.Noisy(30, 0.1, "c")];
        double grand = scores.Average(row => row.Average());

        Effects(scores).ShouldBe(scores.Select(row => row.Average() - grand), 1e-12);
    }

    [Fact]
    public void Additive_scores_with_holes_give_their_effects_back_whatever_is_missing()
    {
        // y = effect + difficulty: least squares within cases is exact, while plain means follow the difficulty of the cases that are left.
        double[] effects = [0.3, 0.1, -0.4];
        double[][] scores =
            [.. effects.Select((effect, i) =>
                Enumerable.Range(0, 24)
                    .Select(place => (place + i) % 3 == 0 || (i == 1 && place > 12) ? double.NaN : effect + (0.1 * place)).ToArray())];

        MetricComparison comparison = Comparing.Compare(scores);

        Enumerable.Range(0, 3).Select(comparison.Effect).ShouldBe(effects, 1e-9);
        comparison.ChanceOfBest.ShouldBe([1, 0, 0], 1e-9);
    }

    [Fact]
    public void Many_patterns_are_summed_by_entries_to_the_same_effects()
    {
        var random = new DeterministicRandom(4);
        double[] effects = [0.2, 0, -0.2];
        double[][] scores =
            [.. effects.Select(effect =>
                Enumerable.Range(0, 60).Select(place => random.NextInt(3) == 0 ? double.NaN : effect + place).ToArray())];

        // Three explainers have four patterns of two or more, fewer than the six entries; a fourth makes them eleven, more than its ten
        // entries.
        Effects([.. scores, [.. Enumerable.Range(0, 60).Select(place => place % 2 == 0 ? 0.2 + place : double.NaN)]])
            .ShouldBe([0.15, -0.05, -0.25, 0.15], 1e-9);
    }

    [Fact]
    public void Explainers_that_share_no_case_with_the_others_have_no_place()
    {
        double nan = double.NaN;

        double[] effects = Effects([[1, 2, nan], [3, 4, nan], [nan, nan, 9]]);
        effects[..2].ShouldBe([-1, 1], 1e-9);
        effects[2].ShouldBe(nan);
        Effects([[nan], [nan]]).ShouldBe([nan, nan]);
    }

    [Fact]
    public void Every_text_weighs_the_same_however_many_cases_it_has()
    {
        // One text with three cases where the first is 1 better, one with a single case where it is 3 worse.
        double[][] scores = [[1, 1, 1, 0], [0, 0, 0, 3]];

        Effects(scores, "x", "x", "x", "y").ShouldBe([-0.5, 0.5], 1e-12);
    }

    [Fact]
    public void A_case_that_one_explainer_alone_has_takes_no_weight_from_its_text()
    {
        double[][] scores = [[1, 5, 0], [0, double.NaN, 3]];

        Effects(scores, "x", "x", "y").ShouldBe([-0.5, 0.5], 1e-12);
    }

    [Fact]
    public void What_only_rounding_parts_shares_a_place()
    {
        double[] scores = SampleRun.Noisy(30, 0.5, "a");

        Comparing.Compare([scores, [.. scores.Select(score => score + 1e-12)], [.. scores.Select(score => score - 1)]]).Places()
            .ShouldBe([1, 1, 3]);
    }

    private static double[] Effects(double[][] scores, params string[] texts)
    {
        var plain = new MetricScores(scores, MetricDirection.HigherIsBetter);
        var comparison = MetricComparison.Of(texts.Length == 0 ? plain : plain with { Texts = TextClusters.Of(texts) }, resamples: 10);
        return [.. Enumerable.Range(0, scores.Length).Select(comparison.Effect)];
    }
}
