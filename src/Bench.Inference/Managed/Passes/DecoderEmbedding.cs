namespace Bench.Inference;

/// <summary>
/// A decoder's embeddings: the visible tokens once more, one slot later, a start token in front. A token at position p of the text stands
/// at position p + 1 here, so that a token taken away is missing in both stacks.
/// </summary>
internal sealed unsafe class DecoderEmbedding(PackedEncoder model, PackedDecoder decoder, Dimensions dimensions)
{
    /// <summary>Word + position embeddings, normalised, in <see cref="Workspace.Hidden"/>.</summary>
    public void Forward(ChunkRun run)
    {
        Workspace workspace = run.Workspace;
        bool kept = run.Mode != BackwardMode.None;
        foreach (Sequence sequence in run.Sequences)
        {
            for (int slot = 0; slot < sequence.Tokens; slot++)
            {
                int index = sequence.Start + slot;
                float* x = workspace.Hidden.Row(index);
                int source = slot == 0 ? -1 : run.Plan.Position(sequence, slot - 1);
                if (source < 0)
                {
                    model.WriteId(decoder.StartId, x);
                }
                else
                {
                    model.WriteWord(run.Rows[sequence.Row], source, x);
                }

                model.Kernels.AddScaled(x, decoder.Positions.Row(model.Config.FirstPosition + source + 1), 1, dimensions.Embedding);
                model.Kernels.Normalize(
                    x,
                    workspace.Hidden.Stride,
                    1,
                    decoder.Norm.Weights,
                    null,
                    kept ? workspace.DecoderNormal.Row(index) : null,
                    kept ? workspace.DecoderInverse + index : null);
            }
        }
    }

    /// <summary>Answers the gradient by the word embeddings, given that by the decoder's first layer's input.</summary>
    public void Backward(ChunkRun run)
    {
        Workspace workspace = run.Workspace;
        Matrix gradient = workspace.Gradient;
        int width = dimensions.Embedding;
        model.Kernels.NormalizeBackward(
            gradient.Data, gradient.Stride, run.Chunk.Tokens, decoder.Norm.Weights, workspace.DecoderNormal.Data, workspace.DecoderInverse);
        foreach (Sequence sequence in run.Sequences)
        {
            Span<float> target = run.Answers.Gradient(sequence.Row);
            target.Clear();
            for (int slot = 1; slot < sequence.Tokens && run.Answers.Use != EmbeddingUse.Encoder; slot++)
            {
                new ReadOnlySpan<float>(gradient.Row(sequence.Start + slot), width)
                    .CopyTo(target.Slice(run.Plan.Position(sequence, slot - 1) * width, width));
            }
        }
    }
}
