using System.Collections.Immutable;

namespace Bench.Explainers;

/// <summary>Turns integrated gradients into scores.</summary>
internal static class PathScores
{
    /// <summary>Sums a map over the embedding, times a factor where there is one.</summary>
    /// <param name="map">[n, E].</param>
    /// <param name="factor">[n, E], or <see langword="null"/> for none.</param>
    /// <param name="tokens">n.</param>
    public static ImmutableArray<double> PerToken(double[] map, float[]? factor, int tokens)
    {
        int width = map.Length / tokens;
        double[] scores = new double[tokens];
        for (int i = 0; i < map.Length; i++)
        {
            scores[i / width] += map[i] * (factor is null ? 1 : factor[i]);
        }

        return [.. scores];
    }
}
