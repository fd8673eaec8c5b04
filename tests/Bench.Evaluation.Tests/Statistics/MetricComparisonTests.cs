using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class MetricComparisonTests
{
    private const MetricDirection Higher = MetricDirection.HigherIsBetter;

    private static readonly double[][] Scores = Draw(instances: 60, means: [0, 0.02, 1, 1.03]);

    [Theory]
    [InlineData(MetricDirection.HigherIsBetter, new[] { 2, 3 })]
    [InlineData(MetricDirection.LowerIsBetter, new[] { 0, 1 })]
    public void TheBestAreThoseThatNoiseCannotPart(MetricDirection direction, int[] best) =>
        MetricComparison.Of(Scores, direction, 2000).Best.ShouldBe(best);

    [Fact]
    public void SharedResamplesGiveTheSameNumbersAsEachAlone()
    {
        MetricComparison comparison = MetricComparison.Of(Scores, Higher, 999, 4);

        for (int i = 0; i < 4; i++)
        {
            comparison.Means[i].ShouldBe(Bootstrap.Mean(Scores[i], 999, 4));
        }

        PairedDifference alone = Bootstrap.Difference(Scores[0], Scores[3], 999, 4);
        comparison.Difference(0, 3).Estimate.Low.ShouldBe(alone.Estimate.Low, 1e-12);
        comparison.Difference(0, 3).PValue.ShouldBe(alone.PValue, 1e-12);
        comparison.Difference(3, 0).Estimate.High.ShouldBe(-alone.Estimate.Low, 1e-12);
        comparison.Difference(3, 0).Estimate.Mean.ShouldBe(Scores[3].Average() - Scores[0].Average(), 1e-12);
    }

    [Fact]
    public void PairsAreComparedOverTheInstancesTheyShare()
    {
        double[][] scores = [[1, 2, 3, 5, double.NaN], [2, 2, 4, double.NaN, 9], [double.NaN, 1, 1, 1, 1]];

        MetricComparison comparison = MetricComparison.Of(scores, Higher, 500);

        comparison.Means.Select(mean => mean.Count).ShouldBe([4, 4, 4]);
        comparison.Means[1].Mean.ShouldBe(4.25);
        comparison.Difference(0, 1).Estimate.Count.ShouldBe(3);
        comparison.Difference(0, 1).Estimate.Mean.ShouldBe(-2.0 / 3, 1e-12);
        comparison.Difference(1, 2).Estimate.Mean.ShouldBe((1 + 3 + 8) / 3.0, 1e-12);
    }

    [Fact]
    public void HolmCorrectsOverAllPairs()
    {
        MetricComparison comparison = MetricComparison.Of(Scores, Higher, 2000);
        (int, int)[] pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];

        double[] expected = MultipleTesting.Holm([.. pairs.Select(pair => comparison.Difference(pair.Item1, pair.Item2).PValue)]);

        pairs.Select(pair => comparison.AdjustedPValue(pair.Item2, pair.Item1)).ShouldBe(expected);
    }

    [Fact]
    public void OneInstanceHasNoBest() => MetricComparison.Of([[1], [2]], Higher).Best.ShouldBeEmpty();

    [Fact]
    public void AnExplainerWithoutScoresIsNeverBest() =>
        MetricComparison.Of([[1, 2, 3], [double.NaN, double.NaN, double.NaN]], Higher, 100).Best.ShouldBe([0]);

    private static double[][] Draw(int instances, double[] means)
    {
        var random = new DeterministicRandom(11);
        double[] difficulty = [.. Enumerable.Range(0, instances).Select(_ => 3 * random.NextGaussian())];
        return [.. means.Select(mean => difficulty.Select(part => mean + part + (0.5 * random.NextGaussian())).ToArray())];
    }
}
