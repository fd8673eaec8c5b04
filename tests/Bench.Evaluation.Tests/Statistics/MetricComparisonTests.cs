using Bench.Abstractions;
using static Bench.Evaluation.Tests.Comparing;

namespace Bench.Evaluation.Tests;

public sealed class MetricComparisonTests
{
    private const MetricDirection Higher = MetricDirection.HigherIsBetter;

    private static readonly double[][] _scores = Draw(instances: 60, means: [0, 0.02, 1, 1.03]);

    [Theory]
    [InlineData(MetricDirection.HigherIsBetter, new[] { 2, 3 })]
    [InlineData(MetricDirection.LowerIsBetter, new[] { 0, 1 })]
    public void The_best_are_those_that_noise_cannot_part(MetricDirection direction, int[] best) =>
        Compare(_scores, direction, 2000).Best.ShouldBe(best);

    [Fact]
    public void A_difference_turned_round_is_the_same_with_the_other_sign()
    {
        MetricComparison comparison = Compare(_scores, Higher);

        comparison.Difference(3, 0).Estimate.High.ShouldBe(-comparison.Difference(0, 3).Estimate.Low);
        comparison.Difference(3, 0).Estimate.Low.ShouldBe(-comparison.Difference(0, 3).Estimate.High);
        comparison.Difference(3, 0).Estimate.Mean.ShouldBe(_scores[3].Average() - _scores[0].Average(), 1e-12);
        comparison.Difference(0, 1, [4, 7]).Estimate.Mean.ShouldBe(
            ((_scores[0][4] - _scores[1][4]) + (_scores[0][7] - _scores[1][7])) / 2, 1e-12);
    }

    [Fact]
    public void Pairs_are_compared_over_the_instances_they_share()
    {
        double[][] scores = [[1, 2, 3, 5, double.NaN], [2, 2, 4, double.NaN, 9], [double.NaN, 1, 1, 1, 1]];

        MetricComparison comparison = Compare(scores, Higher, 500);

        comparison.Means.Select(mean => mean.Count).ShouldBe([4, 4, 4]);
        comparison.Means[1].Mean.ShouldBe(4.25);
        comparison.Difference(0, 1).Estimate.Count.ShouldBe(3);
        comparison.Difference(0, 1).Estimate.Mean.ShouldBe(-2.0 / 3, 1e-12);
        comparison.Difference(1, 2).Estimate.Mean.ShouldBe((1 + 3 + 8) / 3.0, 1e-12);
    }

    [Fact]
    public void Holm_corrects_over_all_pairs()
    {
        MetricComparison comparison = Compare(_scores, Higher, 2000);
        (int, int)[] pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];

        double[] expected = MultipleTesting.Holm([.. pairs.Select(pair => comparison.Difference(pair.Item1, pair.Item2).PValue)]);

        pairs.Select(pair => comparison.AdjustedPValue(pair.Item2, pair.Item1)).ShouldBe(expected);
    }

    [Fact]
    public void Nineteen_texts_have_no_best_and_twenty_have()
    {
        double[][] scores = [SampleRun.Noisy(20, 0.9, "a"), SampleRun.Noisy(20, 0.1, "b")];
        double[][] fewer = [.. scores.Select(row => row[..19])];

        Compare(scores).Standing(0).ShouldBe(Standing.Best);
        Compare(scores).Beats(0, 1).ShouldBeTrue();
        Compare(scores).HasTooFewTexts.ShouldBeFalse();
        Compare(fewer).Best.ShouldBeEmpty();
        Compare(fewer).Beats(0, 1).ShouldBeFalse();
        Compare(fewer).HasTooFewTexts.ShouldBeTrue();
    }

    [Fact]
    public void An_explainer_without_scores_is_never_best() =>
        Compare([SampleRun.Noisy(20, 1, "a"), SampleRun.Constant(20, double.NaN)]).Best.ShouldBe([0]);

    /// <summary>Issue 12, seen 1: silent on the hard half, its own mean is the higher, though it loses where both speak.</summary>
    [Fact]
    public void Silence_does_not_win()
    {
        double[] speaker = [.. SampleRun.Noisy(30, 0.9, "easy"), .. SampleRun.Noisy(30, 0.3, "hard")];
        double[] silent = [.. SampleRun.Noisy(30, 0.8, "easy silent"), .. SampleRun.Constant(30, double.NaN)];

        MetricComparison comparison = Compare([speaker, silent]);

        comparison.Means[1].Mean.ShouldBeGreaterThan(comparison.Means[0].Mean + 0.1);
        comparison.Beats(0, 1).ShouldBeTrue();
        (comparison.Standing(0), comparison.Standing(1)).ShouldBe((Standing.Best, Standing.None));
        comparison.Places().ShouldBe([1, 2]);
        comparison.ChanceOfBest[0].ShouldBeGreaterThan(0.99);
        comparison.Coverage[1].ShouldSatisfyAllConditions(
            coverage => (coverage.Cases, coverage.Missing, coverage.Silence, coverage.IsSilent).ShouldBe((60, 30, 0.5, true)),
            coverage => coverage.WorstMean.ShouldBe((silent[..30].Sum() + (30 * speaker.Min())) / 60, 1e-9),
            coverage => coverage.BestMean.ShouldBe((silent[..30].Sum() + (30 * Math.Max(speaker.Max(), silent[..30].Max()))) / 60, 1e-9));
    }

    [Fact]
    public void One_who_is_better_where_it_speaks_but_silent_on_more_than_a_twentieth_does_not_win_either()
    {
        double[] speaker = SampleRun.Noisy(100, 0.5, "s");
        double[] better = [.. speaker.Select(score => score + 0.3)];

        Compare([speaker, [.. better[..95], .. SampleRun.Constant(5, double.NaN)]]).Best.ShouldBe([1]);
        Compare([speaker, [.. better[..94], .. SampleRun.Constant(6, double.NaN)]]).Best.ShouldBeEmpty();
    }

    [Fact]
    public void Cases_of_one_text_do_not_narrow_intervals()
    {
        double[] first = SampleRun.Noisy(40, 0.5, "1");
        double[] second = SampleRun.Noisy(40, 0.45, "2");
        MetricComparison texts = Compare([first, second]);

        var mirrored = MetricComparison.Of(new MetricScores([[.. first, .. first], [.. second, .. second]], Higher)
        {
            Texts = TextClusters.Of(Enumerable.Range(0, 80).Select(i => $"{i % 40}")),
        });

        mirrored.Means.ShouldBe(texts.Means);
        mirrored.Difference(0, 1).ShouldBe(texts.Difference(0, 1));
        mirrored.Places().ShouldBe(texts.Places());
        mirrored.Difference(0, 1).Estimate.Count.ShouldBe(40);
    }

    /// <summary>Random tables with missing cases, ties, skew and several cases a text.</summary>
    [Fact]
    public void A_bold_leader_never_loses_its_own_paired_test()
    {
        var random = new DeterministicRandom(7);
        (int bold, int beaten) = (0, 0);
        for (int table = 0; table < 300; table++)
        {
            (int k, int texts, int copies) = (2 + random.NextInt(5), 10 + random.NextInt(60), 1 + random.NextInt(2));
            double[][] scores = [.. Enumerable.Range(0, k).Select(_ => Column(random, texts, copies))];
            MetricComparison comparison = MetricComparison.Of(
                new MetricScores(scores, table % 2 == 0 ? Higher : MetricDirection.LowerIsBetter)
                {
                    Texts = TextClusters.Of(Enumerable.Range(0, texts * copies).Select(i => $"{i % texts}")),
                },
                resamples: 10);
            double sign = table % 2 == 0 ? 1 : -1;

            foreach (int winner in comparison.Best)
            {
                bold++;
                for (int other = 0; other < k; other++)
                {
                    bool loses = other != winner && comparison.AdjustedPValue(winner, other) < MetricComparison.Level
                        && sign * comparison.Difference(winner, other).Estimate.Mean < 0
                        && comparison.Difference(winner, other).Estimate.Count >= 20;
                    loses.ShouldBeFalse($"table {table}: {winner} loses to {other}");
                    beaten += comparison.Beats(winner, other) ? 1 : 0;
                }
            }
        }

        bold.ShouldBeGreaterThan(100);
        beaten.ShouldBeGreaterThan(50);
    }

    private static double[] Column(DeterministicRandom random, int texts, int copies)
    {
        (double mean, double silence, bool skewed) = (random.NextDouble(), random.NextInt(3) * 0.04, random.NextInt(2) == 0);
        return [.. Enumerable.Range(0, texts * copies).Select(_ => random.NextDouble() < silence ? double.NaN
            : mean + (skewed ? -Math.Log(1 - random.NextDouble()) : Math.Round(random.NextGaussian(), 1)))];
    }

    private static double[][] Draw(int instances, double[] means)
    {
        var random = new DeterministicRandom(11);
        double[] difficulty = [.. Enumerable.Range(0, instances).Select(_ => 3 * random.NextGaussian())];
        return [.. means.Select(mean => difficulty.Select(part => mean + part + (0.5 * random.NextGaussian())).ToArray())];
    }
}
