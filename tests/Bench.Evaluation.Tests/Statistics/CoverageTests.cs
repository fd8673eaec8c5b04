using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>Whether stated intervals and verdicts keep their promise on simulated scores whose truth is known.</summary>
[Trait("Speed", "Slow")]
public sealed class CoverageTests
{
    private const int Trials = 2000;
    private const int Resamples = 1000;

    [Theory]
    [InlineData("normal", 20)]
    [InlineData("normal", 100)]
    [InlineData("uniform", 20)]
    [InlineData("beta", 50)]
    [InlineData("exponential", 100)]
    [InlineData("share", 100)]
    public void IntervalsHoldTheMeanAsOftenAsTheySay(string distribution, int n)
    {
        var random = new DeterministicRandom(DeterministicRandom.Derive(1, $"{distribution} {n}"));
        (Func<double> draw, double mean) = Distribution(distribution, random);
        int covered = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            MeanEstimate estimate = Bootstrap.Mean([.. Enumerable.Range(0, n).Select(_ => draw())], Resamples, (ulong)trial);
            covered += estimate.Low <= mean && mean <= estimate.High ? 1 : 0;
        }

        ((double)covered / Trials).ShouldBeInRange(0.93, 0.97);
    }

    [Theory]
    [InlineData("normal", 30)]
    [InlineData("exponential", 100)]
    public void EqualExplainersAreRarelyTold(string distribution, int n)
    {
        var random = new DeterministicRandom(DeterministicRandom.Derive(2, $"{distribution} {n}"));
        (Func<double> draw, _) = Distribution(distribution, random);
        int falseFindings = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            double[][] scores = [.. Enumerable.Range(0, 5).Select(_ => Enumerable.Range(0, n).Select(_ => draw()).ToArray())];
            MetricComparison comparison = MetricComparison.Of(scores, MetricDirection.HigherIsBetter, Resamples, (ulong)trial);
            bool anyTold = Enumerable.Range(0, 5).Any(i => Enumerable.Range(0, i).Any(j => comparison.AdjustedPValue(i, j) < 0.05));
            falseFindings += anyTold ? 1 : 0;
        }

        ((double)falseFindings / Trials).ShouldBeLessThanOrEqualTo(0.05);
    }

    private static (Func<double> Draw, double Mean) Distribution(string name, DeterministicRandom random) => name switch
    {
        "normal" => (random.NextGaussian, 0),
        "uniform" => (random.NextDouble, 0.5),
        "exponential" => (() => -Math.Log(1 - random.NextDouble()), 1),
        "beta" => (() => Math.Pow(random.NextDouble(), 3), 0.25), // skewed in [0, 1], as F1 over instances is
        "share" => (() => random.NextInt(3) / 2.0, 0.5),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
