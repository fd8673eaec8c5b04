namespace Bench.Inference;

/// <summary>Softmax of the scores over the keys that each query may meet; the weights of all other keys are exactly 0.</summary>
internal sealed unsafe class AttentionSoftmax(KernelSet kernels)
{
    /// <summary>Turns scores into weights, in place.</summary>
    /// <param name="rows">The sequence.</param>
    /// <param name="blocks">Which keys each query meets.</param>
    /// <param name="scores">Scores [queries, padded keys].</param>
    /// <param name="whole">Whether weights are asked for that no block holds.</param>
    public void Forward(in AttentionRows rows, AttentionBlocks blocks, Matrix scores, bool whole)
    {
        int padded = Padding.Pad(rows.KeyCount);
        if (blocks.AreUnlimited)
        {
            kernels.Softmax(scores.Data, scores.Stride, rows.QueryCount, rows.KeyCount, padded);
            return;
        }

        foreach (AttentionBlock block in blocks.ByQuery)
        {
            int firstRead = whole ? 0 : block.FirstRead, endRead = whole ? padded : Padding.Pad(block.EndRead);
            for (int query = block.First; query < block.End; query++)
            {
                Forward(scores.Row(query), scores.Stride, blocks.KeysOf(query), firstRead, endRead);
            }
        }
    }

    /// <summary>The chain rule, in place on the gradient by the weights: the gradient by the scores, 0 where a block is left.</summary>
    public void Backward(AttentionBlocks blocks, Matrix weights, Matrix gradient)
    {
        foreach (AttentionBlock block in blocks.ByQuery)
        {
            Matrix part = gradient.From(block.First, block.OtherFirst);
            Matrix kept = weights.From(block.First, block.OtherFirst);
            kernels.SoftmaxBackward(kept.Data, kept.Stride, part.Data, part.Stride, block.Count, block.OtherCount);
            for (int query = block.First; block.IsLeft && query < block.End; query++)
            {
                float* row = gradient.Row(query);
                new Span<float>(row + block.FirstRead, block.OtherFirst - block.FirstRead).Clear();
                new Span<float>(row + block.OtherEnd, block.EndRead - block.OtherEnd).Clear();
            }
        }
    }

    private void Forward(float* row, nint stride, (int First, int End) keys, int firstRead, int endRead)
    {
        if (keys.First >= keys.End)
        {
            new Span<float>(row + firstRead, endRead - firstRead).Clear();
            return;
        }

        // The kernel wants rows that begin at whole registers; what stands before the range must not count.
        int start = keys.First / Padding.Columns * Padding.Columns;
        new Span<float>(row + start, keys.First - start).Fill(float.NegativeInfinity);
        kernels.Softmax(row + start, stride, 1, keys.End - start, endRead - start);
        new Span<float>(row + firstRead, keys.First - firstRead).Clear();
    }
}
