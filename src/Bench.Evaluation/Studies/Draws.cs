using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Random scores of known means.</summary>
internal static class Draws
{
    /// <summary>The mean of <see cref="Lognormal"/>: e to the ½.</summary>
    public static double LognormalMean { get; } = Math.Exp(0.5);

    /// <summary>e to a standard normal number.</summary>
    public static double Lognormal(DeterministicRandom random) => Math.Exp(random.NextGaussian());

    /// <summary>Exponential with mean 1.</summary>
    public static double Exponential(DeterministicRandom random) => -Math.Log(1 - random.NextDouble());

    /// <summary>1 with a probability, otherwise 0.</summary>
    public static double Binary(DeterministicRandom random, double probability) => random.NextDouble() < probability ? 1 : 0;

    /// <summary>0, ½ and 1 with probabilities 0.8, 0.1 and 0.1: mean 0.15.</summary>
    public static double Few(DeterministicRandom random) => random.NextInt(10) switch { 0 => 1, 1 => 0.5, _ => 0 };

    /// <summary>Every text in several cases with the same scores, as the mirrored classes of a model with two have them.</summary>
    /// <param name="columns">One score per explainer and text.</param>
    /// <param name="copies">Cases of each text.</param>
    public static MetricScores Copied(double[][] columns, int copies) => new(
        [.. columns.Select(column => column.SelectMany(score => Enumerable.Repeat(score, copies)).ToArray())],
        MetricDirection.HigherIsBetter)
    {
        Texts = TextClusters.Of(Enumerable.Range(0, columns[0].Length).SelectMany(text => Enumerable.Repeat($"text {text}", copies))),
    };
}
