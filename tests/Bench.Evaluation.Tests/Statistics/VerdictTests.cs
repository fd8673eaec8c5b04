using Bench.Abstractions;
using static Bench.Evaluation.Tests.Comparing;

namespace Bench.Evaluation.Tests;

public sealed class VerdictTests
{
    private const MetricDirection Lower = MetricDirection.LowerIsBetter;
    private const MetricDirection Higher = MetricDirection.HigherIsBetter;

    // 40 differences of ±1, of which 24 favour the first.
    private static readonly double[] _first = [.. Enumerable.Range(0, 40).Select(i => i < 24 ? 1.0 : -1)];

    [Fact]
    public void A_clear_difference_is_a_beat()
    {
        double[][] scores = [[.. Noise(50, 0.2, 1)], [.. Noise(50, 0.2, 2).Select(x => x + 1)]];

        Compare(scores, Higher, 1000).Verdict(0, 1).InWords("A", "B").ShouldBe("B beats A");
        Compare(scores, Lower, 1000).Verdict(0, 1).InWords("A", "B").ShouldBe("A beats B");
        Compare(scores, Lower, 1000).Verdict(1, 0).InWords("B", "A").ShouldBe("A beats B");
    }

    [Fact]
    public void A_difference_too_small_to_matter_is_a_tie()
    {
        // The instances spread by 1, the differences by 0.1.
        double[] difficulty = [.. Noise(50, 1, 1)];
        double[][] scores = [difficulty, [.. difficulty.Zip(Noise(50, 0.1, 2), (x, noise) => x + noise)]];

        Compare(scores, Higher, 1000).Verdict(0, 1).InWords("A", "B").ShouldBe("A and B tie");
    }

    [Fact]
    public void Equal_scores_tie_once_they_are_six()
    {
        Compare([[1, 2, 3, 4, 5, 7], [1, 2, 3, 4, 5, 7]], Higher, 100).Verdict(0, 1).Kind.ShouldBe(VerdictKind.Tie);
        Compare([[1, 2, 3, 4, 5], [1, 2, 3, 4, 5]], Higher, 100).Verdict(0, 1).Kind.ShouldBe(VerdictKind.Undecided);
    }

    [Fact]
    public void An_undecided_pair_says_how_many_would_decide()
    {
        // Mean 0.2, deviation 0.992: (1.960 + 0.842)² · 0.992² / 0.2² = 193.0 to find it; the second's scores are all 0, so the margin is
        // 0.2 · 0.992 / √2 and below the difference seen.
        Verdict verdict = Compare([_first, new double[40]], Higher, 20_000).Verdict(0, 1);

        verdict.Kind.ShouldBe(VerdictKind.Undecided);
        verdict.Needed.ShouldBe(200);
        verdict.InWords("A", "B").ShouldBe($"A against B: undecided at n = 40; about 200 texts would decide");
    }

    /// <summary>(z(1 − 0.05 / 2k) + 0.842)² over k comparisons, with deviation 1 and mean 0.1: rounded up to two digits.</summary>
    [Theory]
    [InlineData(1, 790)] // 784.9
    [InlineData(10, 1400)] // 1331.3
    public void Texts_needed_follow_the_formula(int tests, long needed)
    {
        var difference = new PairedDifference(new MeanEstimate(0.1, -0.1, 0.3, 100, IntervalKind.Student), 0.3, 1);

        Verdict.Of(difference, 0.3, tests, spread: 0).Needed.ShouldBe(needed);
    }

    [Fact]
    public void As_many_texts_as_there_are_never_do()
    {
        var difference = new PairedDifference(new MeanEstimate(0.5, -0.1, 1.1, 40, IntervalKind.Student), 0.06, 1);

        // 31.4 would do in general; these 40 did not.
        Verdict.Of(difference, 0.06, 1, spread: 0).Needed.ShouldBe(41);
        Verdict.Of(difference, 0.06, 1, spread: 0).ShouldBe(new Verdict(VerdictKind.Undecided, 40, 41));
        Verdict.Of(difference, 0.049, 1, spread: 0).Kind.ShouldBe(VerdictKind.FirstBetter);
        Verdict.Of(difference, 0.05, 1, spread: 0).Kind.ShouldBe(VerdictKind.Undecided);
        Verdict.Of(difference with { Estimate = difference.Estimate with { Count = 19 } }, 0.01, 1, spread: 0).Kind
            .ShouldBe(VerdictKind.Undecided);
    }

    [Fact]
    public void One_instance_says_nothing() =>
        Compare([[1], [2]], Higher).Verdict(0, 1).InWords("A", "B").ShouldBe("A against B: undecided at n = 1");

    [Fact]
    public void Counts_wins_ties_and_losses()
    {
        double[][] scores = [[1, 2, 3, 4, double.NaN], [0, 2, 4, 3, 9]];

        Compare(scores, Higher, 10).WinTieLoss(0, 1).ShouldBe(new WinTieLoss(2, 1, 1));
        Compare(scores, Lower, 10).WinTieLoss(1, 0).ShouldBe(new WinTieLoss(2, 1, 1));
    }

    [Fact]
    public void The_chance_of_being_best_is_that_of_the_resample()
    {
        // P(Bin(40, 0.6) > 20) + ½ P(Bin(40, 0.6) = 20) = 0.89794.
        MetricComparison comparison = Compare([_first, new double[40], [.. Enumerable.Repeat(-9.0, 40)]], Higher, 40_000);

        comparison.ChanceOfBest[0].ShouldBe(0.89794, 0.006);
        comparison.ChanceOfBest.Sum().ShouldBe(1, 1e-9);
        comparison.ChanceOfBest[2].ShouldBe(0);
        Compare([_first, _first], Lower, 100).ChanceOfBest.ShouldBe([0.5, 0.5], 1e-9);
        Compare([[1, double.NaN, 3], [double.NaN, 2, 5], [double.NaN, double.NaN, double.NaN]], Lower, 100).ChanceOfBest
            .ShouldBe([1, 0, double.NaN]);
    }

    private static IEnumerable<double> Noise(int count, double deviation, ulong seed)
    {
        var random = new DeterministicRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => deviation * random.NextGaussian())];
    }
}
