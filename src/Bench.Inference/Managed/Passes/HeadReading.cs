namespace Bench.Inference;

/// <summary>What a head for the whole text reads of all tokens: one token of each sequence, the first two, or the mean over
/// those that may be attended to.</summary>
internal static unsafe class HeadReading
{
    /// <summary>From <see cref="Workspace.Hidden"/> to <see cref="Workspace.HeadHidden"/>.</summary>
    public static void Pool(this ChunkRun run, KernelSet kernels, Dimensions dimensions)
    {
        if (dimensions.ReadsTwo)
        {
            run.PoolTwo(dimensions);
            return;
        }

        if (!dimensions.ReadsMean)
        {
            run.GatherHeads(run.Workspace.Hidden, run.Workspace.HeadHidden);
            return;
        }

        for (int i = 0; i < run.Chunk.Count; i++)
        {
            Sequence sequence = run.Sequences[i];
            float* mean = run.Workspace.HeadHidden.Row(i);
            new Span<float>(mean, dimensions.PaddedHidden).Clear();
            for (int slot = 0; slot < sequence.Keys; slot++)
            {
                kernels.AddScaled(mean, run.Workspace.Hidden.Row(sequence.Start + slot), 1f / sequence.Keys, dimensions.Hidden);
            }
        }
    }

    /// <summary>The chain rule: <see cref="Workspace.HeadGradient"/> added to <see cref="Workspace.Gradient"/>.</summary>
    public static void Unpool(this ChunkRun run, KernelSet kernels, Dimensions dimensions)
    {
        if (dimensions.ReadsTwo)
        {
            run.UnpoolTwo(kernels, dimensions);
            return;
        }

        if (!dimensions.ReadsMean)
        {
            run.ScatterHeads(kernels, run.Workspace.HeadGradient, run.Workspace.Gradient);
            return;
        }

        for (int i = 0; i < run.Chunk.Count; i++)
        {
            Sequence sequence = run.Sequences[i];
            for (int slot = 0; slot < sequence.Keys; slot++)
            {
                float* gradient = run.Workspace.Gradient.Row(sequence.Start + slot);
                kernels.AddScaled(gradient, run.Workspace.HeadGradient.Row(i), 1f / sequence.Keys, dimensions.Hidden);
            }
        }
    }

    // The first two tokens are never hidden, so they stand in the first two slots.
    private static void PoolTwo(this ChunkRun run, Dimensions dimensions)
    {
        int width = dimensions.Hidden;
        for (int i = 0; i < run.Chunk.Count; i++)
        {
            var read = new Span<float>(run.Workspace.HeadHidden.Row(i), dimensions.ReadStride);
            read[(2 * width)..].Clear();
            for (int slot = 0; slot < 2; slot++)
            {
                new ReadOnlySpan<float>(run.Workspace.Hidden.Row(run.Sequences[i].Start + slot), width).CopyTo(read[(slot * width)..]);
            }
        }
    }

    private static void UnpoolTwo(this ChunkRun run, KernelSet kernels, Dimensions dimensions)
    {
        for (int i = 0; i < run.Chunk.Count; i++)
        {
            for (int slot = 0; slot < 2; slot++)
            {
                kernels.AddTo(
                    new Span<float>(run.Workspace.Gradient.Row(run.Sequences[i].Start + slot), dimensions.Hidden),
                    run.Workspace.HeadGradient.Row(i) + (slot * dimensions.Hidden));
            }
        }
    }
}
