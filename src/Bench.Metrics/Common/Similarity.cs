using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>How the scores of two explanations are compared.</summary>
public enum Similarity
{
    /// <summary>Correlation of the ranks.</summary>
    Spearman,

    /// <summary>Correlation of the scores.</summary>
    Pearson,

    /// <summary>Pairs in the same order less pairs in the opposite order: Kendall's tau-b.</summary>
    Tau,
}

/// <summary>Computes similarities.</summary>
internal static class Similarities
{
    /// <summary>A number in [−1, 1], or NaN where either list is constant.</summary>
    public static double Of(this Similarity similarity, double[] first, double[] second) => similarity switch
    {
        Similarity.Spearman => Correlation.Spearman(first, second),
        Similarity.Pearson => Correlation.Pearson(first, second),
        _ => Correlation.TauB(first, second),
    };
}
