namespace Bench.Explainers;

/// <summary>The unit in which the size of noise is given.</summary>
internal static class NoiseUnit
{
    /// <summary>Its length in the embedding space.</summary>
    /// <param name="scale">Which unit.</param>
    /// <param name="input">The input's embeddings, at least one element.</param>
    public static double Of(NoiseScale scale, float[] input) => scale switch
    {
        NoiseScale.Range => input.Max() - (double)input.Min(),
        NoiseScale.Deviation => Deviation(input),
        _ => 1,
    };

    private static double Deviation(float[] values)
    {
        double mean = values.Average(value => (double)value);
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
