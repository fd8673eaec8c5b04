using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>Comparisons of plain columns.</summary>
internal static class Comparing
{
    public static MetricComparison Compare(
        double[][] scores, MetricDirection direction = MetricDirection.HigherIsBetter, int resamples = 200, ulong seed = 0) =>
        MetricComparison.Of(new MetricScores(scores, direction), resamples, seed);
}
