namespace Bench.Metrics;

/// <summary>Euclidean geometry of scores and embeddings.</summary>
internal static class Euclidean
{
    /// <summary>Length of a vector.</summary>
    public static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));
}
