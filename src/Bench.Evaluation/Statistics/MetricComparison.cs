using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>What one metric says about several explainers over the same instances.</summary>
public sealed class MetricComparison
{
    /// <summary>The level of every statement, after correction for the number of pairs.</summary>
    public const double Level = 0.05;

    private readonly PairedDifference[,] _differences;
    private readonly double[,] _adjusted;

    private MetricComparison(ImmutableArray<MeanEstimate> means, PairedDifference[,] differences, double[,] adjusted, MetricDirection direction)
    {
        Means = means;
        _differences = differences;
        _adjusted = adjusted;
        Best = FindBest(direction);
    }

    /// <summary>Mean and interval of every explainer, over the instances it has a score for.</summary>
    public ImmutableArray<MeanEstimate> Means { get; }

    /// <summary>
    /// The explainers that may be the best: the one with the best mean, and every other that cannot be told from it at
    /// <see cref="Level"/> after Holm's correction over all pairs (over all, because which one leads is itself read from the data).
    /// Empty where no explainer has two scores.
    /// </summary>
    public ImmutableArray<int> Best { get; }

    /// <summary>Number of explainers.</summary>
    public int Count => Means.Length;

    /// <summary>Compares explainers.</summary>
    /// <param name="scores">[explainers][instances]; NaN where the metric does not apply.</param>
    /// <param name="direction">Which end is good.</param>
    /// <param name="resamples">Number of resamples, shared by all explainers.</param>
    /// <param name="seed">Seed of the resampling.</param>
    public static MetricComparison Of(
        IReadOnlyList<double[]> scores, MetricDirection direction, int resamples = Bootstrap.DefaultResamples, ulong seed = 0)
    {
        int k = scores.Count;
        var resampler = new PairedResampler(scores, resamples, seed);
        ImmutableArray<MeanEstimate> means = [.. Enumerable.Range(0, k).Select(resampler.Mean)];
        var differences = new PairedDifference[k, k];
        var pValues = new List<double>();
        foreach ((int first, int second) in Pairs(k))
        {
            differences[first, second] = resampler.Difference(first, second);
            pValues.Add(differences[first, second].PValue);
        }

        double[] holm = MultipleTesting.Holm(pValues.ToArray());
        double[,] adjusted = new double[k, k];
        foreach (((int first, int second), double p) in Pairs(k).Zip(holm))
        {
            adjusted[first, second] = adjusted[second, first] = p;
        }

        return new MetricComparison(means, differences, adjusted, direction);
    }

    /// <summary>The mean difference between two explainers, <paramref name="first"/> less <paramref name="second"/>.</summary>
    public PairedDifference Difference(int first, int second)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(first, second);
        if (first < second)
        {
            return _differences[first, second];
        }

        (MeanEstimate turned, double p) = _differences[second, first];
        return new PairedDifference(turned with { Mean = -turned.Mean, Low = -turned.High, High = -turned.Low }, p);
    }

    /// <summary>The p-value of a pair after Holm's correction over all pairs of this metric.</summary>
    public double AdjustedPValue(int first, int second) => _adjusted[first, second];

    private static IEnumerable<(int First, int Second)> Pairs(int k) =>
        Enumerable.Range(0, k).SelectMany(first => Enumerable.Range(first + 1, k - first - 1).Select(second => (first, second)));

    private ImmutableArray<int> FindBest(MetricDirection direction)
    {
        int[] candidates = [.. Enumerable.Range(0, Count).Where(i => Means[i].Count >= 2)];
        if (candidates.Length == 0)
        {
            return [];
        }

        double sign = direction == MetricDirection.HigherIsBetter ? 1 : -1;
        int leader = candidates.MaxBy(i => sign * Means[i].Mean);
        return [.. candidates.Where(i => i == leader || AdjustedPValue(i, leader) >= Level)];
    }
}
