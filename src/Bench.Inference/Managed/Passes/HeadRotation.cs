namespace Bench.Inference;

/// <summary>
/// Rotary positions of one head of queries or keys, right before it is used and right after its gradient is there, while it is in the
/// caches: a pass over all heads at once would fetch them once more.
/// </summary>
internal sealed unsafe class HeadRotation(KernelSet kernels)
{
    /// <summary>Turns the queries of a head.</summary>
    /// <param name="rows">The sequence.</param>
    /// <param name="queries">The head's queries, or the gradient by them.</param>
    /// <param name="direction">1, or −1 for the chain rule.</param>
    public void Queries(in AttentionRows rows, Matrix queries, float direction) =>
        Turn(rows, queries, rows.QueryCount, rows.FirstQuery, direction);

    /// <summary>Turns the keys of a head.</summary>
    /// <param name="rows">The sequence.</param>
    /// <param name="keys">The head's keys, or the gradient by them.</param>
    /// <param name="direction">1, or −1 for the chain rule.</param>
    public void Keys(in AttentionRows rows, Matrix keys, float direction) => Turn(rows, keys, rows.KeyCount, 0, direction);

    private void Turn(in AttentionRows rows, Matrix heads, int count, int firstToken, float direction)
    {
        if (rows.Rotary is not { } table)
        {
            return;
        }

        int half = table.Half, last = 0;
        for (int row = 0; row < count; row++)
        {
            last = Math.Max(last, rows.Positions[firstToken + row]);
        }

        fixed (float* angles = table.Upto(last))
        {
            kernels.Rotate(heads.Data, heads.Stride, count, rows.Positions + firstToken, angles, direction, half);
        }
    }
}
