using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>Gradients by finite differences, and what is made of them.</summary>
/// <param name="function">The number differentiated.</param>
/// <param name="row">The row.</param>
/// <param name="words">Its word embeddings [n, E].</param>
internal sealed class GoldenGradients(GoldenFunction function, InputRow row, float[] words)
{
    private readonly int _width = words.Length / row.Length;

    /// <summary>df / d word embeddings, [n, E].</summary>
    public double[] Gradient() => [.. Enumerable.Range(0, words.Length).Select(i => function.Slope(row, words, Unit(i)))];

    /// <summary>Sums over the embedding, [n].</summary>
    /// <param name="values">[n, E].</param>
    public double[] PerToken(IEnumerable<double> values) => [.. values.Chunk(_width).Select(token => token.Sum())];

    /// <summary>
    /// Integrated Gradients times input − baseline, [n]: the derivative along each token's own part of the path, at the nodes of Gauss and
    /// Legendre. The path's points are rounded to single precision, as every model's are.
    /// </summary>
    /// <param name="baseline">Word embeddings at the path's start, [n, E].</param>
    /// <param name="steps">Nodes.</param>
    public double[] Integrated(float[] baseline, int steps)
    {
        double[] scores = new double[row.Length];
        foreach ((double node, double weight) in GaussLegendre.Rule(steps))
        {
            float[] point = [.. words.Select((word, i) => (float)(baseline[i] + (node * ((double)word - baseline[i]))))];
            for (int token = 0; token < scores.Length; token++)
            {
                float[] direction = [.. words.Select((word, i) => i / _width == token ? word - baseline[i] : 0)];
                scores[token] += direction.Any(part => part != 0) ? weight * function.Slope(row, point, direction) : 0;
            }
        }

        return scores;
    }

    private float[] Unit(int place)
    {
        float[] unit = new float[words.Length];
        unit[place] = 1;
        return unit;
    }
}
