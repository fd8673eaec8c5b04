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
    private readonly IReadOnlyList<double[]> _scores;
    private readonly double _sign;

    private MetricComparison(IReadOnlyList<double[]> scores, MetricDirection direction, int resamples, ulong seed)
    {
        int k = scores.Count;
        _scores = scores;
        _sign = direction == MetricDirection.HigherIsBetter ? 1 : -1;
        var resampler = new PairedResampler(scores, resamples, seed);
        Means = [.. Enumerable.Range(0, k).Select(resampler.Mean)];
        _differences = new PairedDifference[k, k];
        var pValues = new List<double>();
        foreach ((int first, int second) in Pairs(k))
        {
            _differences[first, second] = resampler.Difference(first, second);
            pValues.Add(_differences[first, second].PValue);
        }

        _adjusted = new double[k, k];
        foreach (((int first, int second), double p) in Pairs(k).Zip(MultipleTesting.Holm(pValues.ToArray())))
        {
            _adjusted[first, second] = _adjusted[second, first] = p;
        }

        Best = FindBest();
        ChanceOfBest = [.. resampler.ChanceOfBest(_sign)];
    }

    /// <summary>Mean and interval of every explainer, over the instances it has a score for.</summary>
    public ImmutableArray<MeanEstimate> Means { get; }

    /// <summary>
    /// The explainers that may be the best: the one with the best mean, and every other that cannot be told from it at
    /// <see cref="Level"/> after Holm's correction over all pairs (over all, because which one leads is itself read from the data).
    /// Empty where no explainer has two scores.
    /// </summary>
    public ImmutableArray<int> Best { get; }

    /// <summary>
    /// For every explainer the share of resamples of the instances in which its mean is the best, ties shared; the instances are
    /// those that every explainer with any score has a score for. NaN where there are no such instances, or no score.
    /// </summary>
    public ImmutableArray<double> ChanceOfBest { get; }

    /// <summary>Number of explainers.</summary>
    public int Count => Means.Length;

    /// <summary>Compares explainers.</summary>
    /// <param name="scores">[explainers][instances]; NaN where the metric does not apply.</param>
    /// <param name="direction">Which end is good.</param>
    /// <param name="resamples">Number of resamples, shared by all explainers.</param>
    /// <param name="seed">Seed of the resampling.</param>
    public static MetricComparison Of(
        IReadOnlyList<double[]> scores, MetricDirection direction, int resamples = Bootstrap.DefaultResamples, ulong seed = 0) =>
        new(scores, direction, resamples, seed);

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

    /// <summary>One explainer's scores over all instances; NaN where the metric does not apply.</summary>
    public ReadOnlySpan<double> Scores(int explainer) => _scores[explainer];

    /// <summary>The p-value of a pair after Holm's correction over all pairs of this metric.</summary>
    public double AdjustedPValue(int first, int second) => _adjusted[first, second];

    /// <summary>How often the first explainer does better than the second, as well, and worse, over the instances both have.</summary>
    public WinTieLoss WinTieLoss(int first, int second)
    {
        double[] signs = [.. _scores[first].Zip(_scores[second], (a, b) => _sign * (a - b)).Where(d => !double.IsNaN(d))];
        return new WinTieLoss(signs.Count(d => d > 0), signs.Count(d => d == 0), signs.Count(d => d < 0));
    }

    /// <summary>What can be said of two explainers.</summary>
    public Verdict Verdict(int first, int second)
    {
        PairedDifference difference = _sign > 0 ? Difference(first, second) : Difference(second, first);
        return Evaluation.Verdict.Of(difference, AdjustedPValue(first, second), Count * (Count - 1) / 2, Spread(first, second));
    }

    // Pooled standard deviation of two explainers' scores over instances.
    private double Spread(int first, int second) => Math.Sqrt((Variance(first) + Variance(second)) / 2);

    private double Variance(int explainer)
    {
        double mean = Means[explainer].Mean;
        double squares = _scores[explainer].Where(score => !double.IsNaN(score)).Sum(score => (score - mean) * (score - mean));
        return squares / (Means[explainer].Count - 1);
    }

    private static IEnumerable<(int First, int Second)> Pairs(int k) =>
        Enumerable.Range(0, k).SelectMany(first => Enumerable.Range(first + 1, k - first - 1).Select(second => (first, second)));

    private ImmutableArray<int> FindBest()
    {
        int[] candidates = [.. Enumerable.Range(0, Count).Where(i => Means[i].Count >= 2)];
        if (candidates.Length == 0)
        {
            return [];
        }

        int leader = candidates.MaxBy(i => _sign * Means[i].Mean);
        return [.. candidates.Where(i => i == leader || AdjustedPValue(i, leader) >= Level)];
    }
}
