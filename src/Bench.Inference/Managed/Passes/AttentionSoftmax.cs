namespace Bench.Inference;

/// <summary>Softmax of the scores over the keys that each query may meet; the weights of all other keys are exactly 0.</summary>
internal sealed unsafe class AttentionSoftmax(KernelSet kernels)
{
    /// <summary>Turns a block's scores into weights, in place.</summary>
    /// <param name="blocks">Which keys each query meets.</param>
    /// <param name="block">The block.</param>
    /// <param name="scores">Scores [queries, padded keys].</param>
    /// <param name="written">The keys whose weights are written, 0 where they are not met; begins where a panel does.</param>
    public void Forward(AttentionBlocks blocks, in AttentionBlock block, Matrix scores, (int First, int End) written)
    {
        float* first = scores.Row(block.First);
        int end = Padding.Pad(written.End);
        if (blocks.AreUnlimited)
        {
            kernels.Softmax(first, scores.Stride, block.Count, block.OtherCount, end);
        }
        else
        {
            kernels.SoftmaxWithin(first, scores.Stride, blocks.KeysOf(block), written.First, end);
        }
    }

    /// <summary>
    /// The chain rule, in place on the gradient by a block's weights: the gradient by the scores, 0 where the block is left.
    /// </summary>
    public void Backward(in AttentionBlock block, Matrix weights, Matrix gradient)
    {
        Matrix part = gradient.From(block.First, block.OtherFirst);
        Matrix kept = weights.From(block.First, block.OtherFirst);
        kernels.SoftmaxBackward(kept.Data, kept.Stride, part.Data, part.Stride, block.Count, block.OtherCount);
        for (int query = block.First; block.IsLeft && query < block.End; query++)
        {
            float* row = gradient.Row(query);
            new Span<float>(row + block.Read.First, block.OtherFirst - block.Read.First).Clear();
            new Span<float>(row + block.OtherEnd, block.Read.End - block.OtherEnd).Clear();
        }
    }
}
