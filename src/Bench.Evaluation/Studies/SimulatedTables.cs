using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Situations in which nothing differs, and it is asked whether a table says so.</summary>
internal static class SimulatedTables
{
    private static readonly ScoreRange _unit = new(0, 1);

    /// <summary>All of them.</summary>
    public static ImmutableArray<Situation> All { get; } =
    [
        Table("six metrics, five explainers, normal", 100, metrics: 6, explainers: 5, random => random.NextGaussian()),
        Table("six metrics, five explainers, skewed on [0, 1]", 100, metrics: 6, explainers: 5, random => Math.Pow(random.NextDouble(), 3),
            _unit),
        Pair("lognormal against a constant", 20, Draws.Lognormal, _ => Draws.LognormalMean),
        Pair("lognormal against a constant", 50, Draws.Lognormal, _ => Draws.LognormalMean),
        Pair("lognormal against normal", 20, Draws.Lognormal, random => Draws.LognormalMean + (0.3 * random.NextGaussian())) with
        {
            Exception = "20 lognormal scores too rarely show the tail that half of their mean comes from",
        },
        Pair("lognormal against normal", 50, Draws.Lognormal, random => Draws.LognormalMean + (0.3 * random.NextGaussian())),
        Pair("exponential against normal", 20, Draws.Exponential, random => 1 + (0.5 * random.NextGaussian())),
        Pair("exponential against normal", 50, Draws.Exponential, random => 1 + (0.5 * random.NextGaussian())),
        Pair("0 or 1 against 0.1", 20, random => Draws.Binary(random, 0.1), _ => 0.1, _unit),
        Pair("0 or 1 against 0.1", 50, random => Draws.Binary(random, 0.1), _ => 0.1, _unit),
        Pair("0, ½ or 1 against 0.1 or 0.2", 20, random => Draws.Few(random), random => random.NextInt(2) == 0 ? 0.1 : 0.2, _unit),
        Pair("0, ½ or 1 against 0.1 or 0.2", 50, random => Draws.Few(random), random => random.NextInt(2) == 0 ? 0.1 : 0.2, _unit),
        Pair("0 or 1 against 0 or 1", 20, random => Draws.Binary(random, 0.2), random => Draws.Binary(random, 0.2), _unit),
        Unequal(20),
        Unequal(50),
        Unequal(200),
        Clustered("two classes with mirrored scores", 40, copies: 2),
        Clustered("every text in three copies", 40, copies: 3),
    ];

    private static Situation Table(
        string name, int texts, int metrics, int explainers, Func<DeterministicRandom, double> draw, ScoreRange? range = null) => new(
        $"no difference: {name}", texts, null, random => new SimulatedTable([.. Enumerable.Range(0, metrics).Select(_ =>
            new MetricScores([.. Enumerable.Range(0, explainers).Select(_ => Column(texts, random, draw))], MetricDirection.HigherIsBetter)
            {
                Range = range ?? ScoreRange.Unbounded,
            })]));

    private static Situation Pair(
        string name, int texts, Func<DeterministicRandom, double> first, Func<DeterministicRandom, double> second,
        ScoreRange? range = null) => new(
        $"no difference: {name}", texts, null, random => new SimulatedTable(
            [
                new MetricScores([Column(texts, random, first), Column(texts, random, second)], MetricDirection.HigherIsBetter)
                {
                    Range = range ?? ScoreRange.Unbounded,
                }]));

    private static Situation Unequal(int texts) => new(
        "no difference: five explainers of equal mean and unequal skew", texts, null, random => new SimulatedTable(
            [new MetricScores(
                [
                    Column(texts, random, one => Draws.Lognormal(one) / Draws.LognormalMean),
                    Column(texts, random, Draws.Exponential),
                    Column(texts, random, one => 2 * one.NextDouble()),
                    Column(texts, random, one => 1 + (0.5 * one.NextGaussian())),
                    Column(texts, random, one => 1.5 - (0.5 * Draws.Exponential(one))),
                ],
                MetricDirection.HigherIsBetter)]));

    private static Situation Clustered(string name, int texts, int copies) => new(
        $"no difference: {name}", texts, null, random => new SimulatedTable([Draws.Copied(
            [Column(texts, random, one => one.NextGaussian()), Column(texts, random, one => one.NextGaussian())], copies)]));

    private static double[] Column(int texts, DeterministicRandom random, Func<DeterministicRandom, double> draw) =>
        [.. Enumerable.Range(0, texts).Select(_ => draw(random))];
}
