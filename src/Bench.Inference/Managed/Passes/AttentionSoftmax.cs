namespace Bench.Inference;

/// <summary>Softmax of the scores over the keys that each query may meet; the weights of all other keys are exactly 0.</summary>
internal sealed unsafe class AttentionSoftmax(KernelSet kernels)
{
    /// <summary>Turns scores into weights, in place.</summary>
    public void Forward(in AttentionRows rows, Matrix scores)
    {
        int padded = Padding.Pad(rows.KeyCount);
        if (!rows.Causal && rows.Reach == int.MaxValue)
        {
            kernels.Softmax(scores.Data, scores.Stride, rows.QueryCount, rows.KeyCount, padded);
            return;
        }

        for (int query = 0; query < rows.QueryCount; query++)
        {
            float* row = scores.Row(query);
            (int first, int end) = Range(rows, rows.QueryPosition(query));
            if (first >= end)
            {
                new Span<float>(row, padded).Clear();
                continue;
            }

            // The kernel wants rows that begin at whole registers; what stands before the range must not count.
            int start = first / Padding.Columns * Padding.Columns;
            new Span<float>(row + start, first - start).Fill(float.NegativeInfinity);
            kernels.Softmax(row + start, scores.Stride, 1, end - start, padded - start);
            new Span<float>(row, first).Clear();
        }
    }

    // Positions rise over the keys, so those that a query may meet follow each other.
    private static (int First, int End) Range(in AttentionRows rows, int position)
    {
        long nearest = (long)position - rows.Reach;
        long farthest = rows.Causal ? position : (long)position + rows.Reach;
        var keys = new ReadOnlySpan<int>(rows.Positions, rows.KeyCount);
        int first = 0, end = keys.Length;
        while (first < end && keys[first] < nearest)
        {
            first++;
        }

        while (end > first && keys[end - 1] > farthest)
        {
            end--;
        }

        return (first, end);
    }
}
