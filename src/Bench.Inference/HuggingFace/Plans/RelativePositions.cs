namespace Bench.Inference;

/// <summary>Which row of a table of distances belongs to query position − key position; see each kind for the order.</summary>
public abstract record RelativePositions
{
    /// <summary>Rows of the table.</summary>
    public abstract int Rows { get; }

    /// <summary>The row of a distance.</summary>
    /// <param name="distance">Query position − key position.</param>
    public abstract int RowOf(int distance);
}

/// <summary>
/// DeBERTa's distances (He et al. 2021): kept as they are, or with buckets exact up to half of them and logarithmic beyond; clamped to
/// [−span, span − 1] and counted from 0.
/// </summary>
/// <param name="Buckets">Number of buckets on each side, or 0 for none.</param>
/// <param name="Farthest">The distance that the last bucket ends with; without buckets the span.</param>
public sealed record DebertaPositions(int Buckets, int Farthest) : RelativePositions
{
    /// <inheritdoc/>
    public override int Rows => 2 * Span;

    private int Span => Buckets > 0 ? Buckets : Farthest;

    /// <inheritdoc/>
    public override int RowOf(int distance) => Math.Clamp(Bucket(distance) + Span, 0, Rows - 1);

    // In single precision, as transformers computes it.
    private int Bucket(int distance)
    {
        int middle = Buckets / 2;
        int far = Math.Abs(distance);
        if (Buckets == 0 || far <= middle)
        {
            return distance;
        }

        float share = MathF.Log((float)far / middle) / MathF.Log((float)((Farthest - 1) / (double)middle));
        return Math.Sign(distance) * ((int)MathF.Ceiling(share * (middle - 1)) + middle);
    }
}

/// <summary>
/// T5's buckets for both directions (Raffel et al. 2020), which MPNet uses: keys before the query in the first half, behind it in the
/// second; exact up to a quarter of all, then logarithmic up to a farthest distance.
/// </summary>
/// <param name="Buckets">Number of buckets.</param>
/// <param name="Farthest">From here on all distances share a bucket.</param>
public sealed record T5Positions(int Buckets, int Farthest) : RelativePositions
{
    /// <inheritdoc/>
    public override int Rows => Buckets;

    /// <inheritdoc/>
    public override int RowOf(int distance)
    {
        int half = Buckets / 2, exact = half / 2;
        int far = Math.Abs(distance);
        int first = distance < 0 ? half : 0;
        if (far < exact)
        {
            return first + far;
        }

        float share = MathF.Log((float)far / exact) / (float)Math.Log((double)Farthest / exact);
        return first + Math.Min(half - 1, exact + (int)(share * (half - exact)));
    }
}
