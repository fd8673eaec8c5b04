using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Finds metrics that ask the same question. A metric that is a function of another (IoU = F1 / (2 − F1)), or sorts the explainers alike
/// case by case, adds no evidence: counted twice, it would double its weight in joint ranks and raise Kendall's W without any agreement.
/// </summary>
public static class IndependentColumns
{
    /// <summary>
    /// Metrics whose scores, less each case's mean over explainers, correlate by more than this (Pearson) are one question.
    /// </summary>
    public const double CorrelationLimit = 0.95;

    /// <summary>
    /// Metrics whose scores correlate by more than this (Spearman, over explainers and cases) are functions of one another.
    /// </summary>
    public const double FunctionLimit = 0.999;

    /// <summary>Parts metrics into questions.</summary>
    /// <param name="columns">Metrics, of one family, in order of the table.</param>
    /// <returns>One group per question, in order; its first metric stands for all of it.</returns>
    public static ImmutableArray<ImmutableArray<ComparisonColumn>> Groups(IReadOnlyList<ComparisonColumn> columns)
    {
        double[][] scores = [.. columns.Select(Oriented)];
        var groups = new List<List<int>>();
        for (int i = 0; i < columns.Count; i++)
        {
            if (groups.Find(group => AreOne(scores[group[0]], scores[i], columns[i].Comparison.Count)) is { } own)
            {
                own.Add(i);
            }
            else
            {
                groups.Add([i]);
            }
        }

        return [.. groups.Select(group => group.Select(i => columns[i]).ToImmutableArray())];
    }

    // All scores, one explainer after the other, turned so that more is better.
    private static double[] Oriented(ComparisonColumn column) => [.. Enumerable.Range(0, column.Comparison.Count)
        .SelectMany(i => column.Comparison.Scores(i).ToArray().Select(score => column.Sign * score))];

    private static bool AreOne(double[] first, double[] second, int explainers)
    {
        int cases = first.Length / explainers;
        bool[] shared = [.. first.Zip(second, (a, b) => !double.IsNaN(a) && !double.IsNaN(b))];
        double[] one = [.. first.Where((_, i) => shared[i])];
        double[] other = [.. second.Where((_, i) => shared[i])];
        return one.Length > 2 && (Correlation.Spearman(one, other) > FunctionLimit
            || Correlation.Pearson(Centred(first, shared, cases), Centred(second, shared, cases)) > CorrelationLimit);
    }

    // How hard a case is moves all metrics alike; what ranks explainers is how they differ on it.
    private static double[] Centred(double[] scores, bool[] shared, int cases)
    {
        double[] sums = new double[cases];
        int[] counts = new int[cases];
        for (int i = 0; i < scores.Length; i++)
        {
            sums[i % cases] += shared[i] ? scores[i] : 0;
            counts[i % cases] += shared[i] ? 1 : 0;
        }

        return [.. Enumerable.Range(0, scores.Length).Where(i => shared[i]).Select(i => scores[i] - (sums[i % cases] / counts[i % cases]))];
    }
}
