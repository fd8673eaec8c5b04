namespace Bench.Explainers;

/// <summary>The weighted sum of gradients along a path.</summary>
/// <param name="Plain">Summed over each token's embedding, n numbers.</param>
/// <param name="Product">Its products with the path's direction, summed likewise.</param>
/// <param name="Map">The sum of the gradients itself, [n, E], where pixels are scored by it; otherwise empty.</param>
internal sealed record PathAverage(double[] Plain, double[] Product, double[] Map)
{
    /// <summary>Sums up a map.</summary>
    /// <param name="map">The sum of the gradients, [n, width].</param>
    /// <param name="direction">The path's direction, as long.</param>
    /// <param name="tokens">n.</param>
    public static PathAverage Of(double[] map, float[] direction, int tokens) =>
        new([.. PathScores.PerToken(map, null, tokens)], [.. PathScores.PerToken(map, direction, tokens)], map);
}
