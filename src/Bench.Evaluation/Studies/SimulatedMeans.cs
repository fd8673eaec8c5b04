using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Situations in which the interval of a mean is asked for.</summary>
internal static class SimulatedMeans
{
    private static readonly ScoreRange _unit = new(0, 1);

    /// <summary>All of them.</summary>
    public static ImmutableArray<Situation> All { get; } =
    [
        Mean("normal", 20, 0, random => random.NextGaussian()),
        Mean("uniform on [0, 1]", 20, 0.5, random => random.NextDouble(), _unit) with
        {
            Exception = "the wider of two intervals counts, which scores without tails do not need",
        },
        Mean("exponential", 50, 1, Draws.Exponential),
        Mean("lognormal", 20, Draws.LognormalMean, Draws.Lognormal),
        Mean("lognormal", 50, Draws.LognormalMean, Draws.Lognormal),
        Mean("0 or 1, 0.1 of them 1", 20, 0.1, random => Draws.Binary(random, 0.1), _unit),
        Mean("0 or 1, 0.02 of them 1", 20, 0.02, random => Draws.Binary(random, 0.02), _unit),
        Mean("0 or 1, 0.02 of them 1", 50, 0.02, random => Draws.Binary(random, 0.02), _unit) with
        {
            Exception = "the share of 50 is a whole number: an interval that drops three of 50 covers 92.2 %, one that keeps it 98.2 %",
        },
        Mean("0, ½ or 1, alike often", 50, 0.5, random => random.NextInt(3) / 2.0, _unit),
        Clustered("two classes with mirrored scores", 40, random => 0.5 + (0.2 * random.NextGaussian()), copies: 2),
        Clustered("every text in three copies", 40, random => 0.5 + (0.2 * random.NextGaussian()), copies: 3),
    ];

    private static Situation Mean(string name, int texts, double mean, Func<DeterministicRandom, double> draw, ScoreRange? range = null) =>
        new(
            $"mean of scores: {name}", texts, mean, random => new SimulatedTable(
                [
                    new MetricScores([[.. Enumerable.Range(0, texts).Select(_ => draw(random))]], MetricDirection.HigherIsBetter)
                    {
                        Range = range ?? ScoreRange.Unbounded,
                    }]));

    private static Situation Clustered(string name, int texts, Func<DeterministicRandom, double> draw, int copies) => new(
        $"mean of scores: {name}", texts, 0.5,
        random => new SimulatedTable([Draws.Copied([[.. Enumerable.Range(0, texts).Select(_ => draw(random))]], copies)]));
}
