namespace Bench.Inference;

/// <summary>Softmax of the scores over the keys that each query may meet; the weights of all other keys are exactly 0.</summary>
internal sealed unsafe class AttentionSoftmax(KernelSet kernels)
{
    /// <summary>Turns scores into weights, in place.</summary>
    public void Forward(in AttentionRows rows, AttentionBlocks blocks, Matrix scores)
    {
        int padded = Padding.Pad(rows.KeyCount);
        if (blocks.AreUnlimited)
        {
            kernels.Softmax(scores.Data, scores.Stride, rows.QueryCount, rows.KeyCount, padded);
            return;
        }

        for (int query = 0; query < rows.QueryCount; query++)
        {
            float* row = scores.Row(query);
            (int first, int end) = blocks.KeysOf(query);
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

    /// <summary>The chain rule, in place on the gradient by the weights: the gradient by the scores, 0 outside the blocks.</summary>
    public void Backward(in AttentionRows rows, AttentionBlocks blocks, Matrix weights, Matrix gradient)
    {
        foreach (AttentionBlock block in blocks.ByQuery)
        {
            Matrix part = gradient.From(block.First, block.OtherFirst);
            Matrix kept = weights.From(block.First, block.OtherFirst);
            kernels.SoftmaxBackward(kept.Data, kept.Stride, part.Data, part.Stride, block.Count, block.OtherCount);
            for (int query = block.First; block.OtherCount < rows.KeyCount && query < block.End; query++)
            {
                new Span<float>(gradient.Row(query), block.OtherFirst).Clear();
                new Span<float>(gradient.Row(query) + block.OtherEnd, rows.KeyCount - block.OtherEnd).Clear();
            }
        }
    }
}
