namespace Bench.Abstractions;

/// <summary>
/// Word embeddings given as a point on a line, <c>Origin + Coefficient · Direction</c>, so that a core can form the steps of
/// Integrated Gradients or the noisy copies of SmoothGrad from two shared blocks of memory instead of one block a step.
/// </summary>
/// <param name="Origin">Embeddings [n, E] in row-major order.</param>
/// <param name="Direction">Direction [n, E], or empty for none.</param>
/// <param name="Coefficient">How far to go along <paramref name="Direction"/>.</param>
public sealed record ReplacedEmbeddings(ReadOnlyMemory<float> Origin, ReadOnlyMemory<float> Direction = default, float Coefficient = 0)
{
    /// <summary>The point itself.</summary>
    /// <returns>[n, E] in row-major order.</returns>
    public ReadOnlyMemory<float> Point()
    {
        if (Direction.IsEmpty || Coefficient == 0)
        {
            return Origin;
        }

        float[] point = Origin.ToArray();
        ReadOnlySpan<float> direction = Direction.Span;
        for (int i = 0; i < point.Length; i++)
        {
            point[i] += Coefficient * direction[i];
        }

        return point;
    }
}
