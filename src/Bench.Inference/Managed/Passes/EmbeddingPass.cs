using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>From tokens to the first layer's input, and the chain rule back to the word embeddings.</summary>
internal sealed unsafe class EmbeddingPass(PackedEncoder model, Dimensions dimensions) : IDisposable
{
    private readonly NativeBuffer _noType = new(Padding.Pad(dimensions.Embedding));

    /// <summary>Word (or replaced) + position + type embeddings, normalised and projected, for every token of a chunk.</summary>
    public void Forward(ChunkRun run)
    {
        foreach (Sequence sequence in run.Sequences)
        {
            Embed(run, sequence);
        }

        if (model.Projection is { } projection)
        {
            model.Kernels.Apply(projection, run.Workspace.Embedded, run.Chunk.Tokens, run.Workspace.Hidden);
        }
    }

    /// <summary>Answers the gradient by the word embeddings of every row, given that by the first layer's input.</summary>
    /// <remarks>Positions that were not packed influence nothing: their gradient is 0.</remarks>
    public void Backward(ChunkRun run)
    {
        Workspace workspace = run.Workspace;
        Matrix gradient = workspace.EmbeddedGradient;
        if (model.Projection is { } projection)
        {
            model.Kernels.ApplyBackward(projection, workspace.Gradient, run.Chunk.Tokens, default, gradient);
        }

        if (model.EmbeddingNorm is { } norm)
        {
            model.Kernels.NormalizeBackward(
                gradient.Data, gradient.Stride, run.Chunk.Tokens, norm.Weights, workspace.EmbeddingNormal.Data, workspace.EmbeddingInverse);
        }

        int width = dimensions.Embedding;
        foreach (Sequence sequence in run.Sequences)
        {
            Span<float> target = run.Answers.Gradient(sequence.Row);
            if (target.Length > sequence.Tokens * width)
            {
                target.Clear();
            }

            for (int slot = 0; slot < sequence.Tokens; slot++)
            {
                new ReadOnlySpan<float>(gradient.Row(sequence.Start + slot), width)
                    .CopyTo(target.Slice(run.Plan.Position(sequence, slot) * width, width));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _noType.Dispose();

    private void Embed(ChunkRun run, in Sequence sequence)
    {
        InputRow row = run.Rows[sequence.Row];
        Workspace workspace = run.Workspace;
        int width = dimensions.Embedding, padded = Padding.Pad(width);
        ReadOnlySpan<int> ids = row.TokenIds.Span, types = row.TypeIds.Span;
        ReadOnlySpan<float> words = row.Embeddings is { } replaced ? replaced.Origin.Span : model.Words.Span;
        Span<int> positionIds = workspace.PositionIds.AsSpan(0, ids.Length);
        model.Config.WritePositions(ids, positionIds);
        for (int slot = 0; slot < sequence.Tokens; slot++)
        {
            int position = run.Plan.Position(sequence, slot);
            int index = sequence.Start + slot;
            float* x = workspace.Embedded.Row(index);
            int source = row.Embeddings is null ? ids[position] : position;
            words.Slice(source * width, width).CopyTo(new Span<float>(x, width));
            new Span<float>(x + width, padded - width).Clear();
            Step(row.Embeddings, position, x);
            if (model.Positions is { } positions)
            {
                model.Kernels.AddScaled(x, positions.Row(positionIds[position]), 1, width);
            }

            float* type = model.Types is { } table ? table.Row(types.IsEmpty ? 0 : types[position]) : _noType.Pointer;
            if (model.EmbeddingNorm is not { } norm)
            {
                model.Kernels.AddScaled(x, type, 1, width);
                continue;
            }

            bool kept = run.Mode != BackwardMode.None;
            model.Kernels.Normalize(
                x,
                workspace.Embedded.Stride,
                1,
                norm.Weights,
                type,
                kept ? workspace.EmbeddingNormal.Row(index) : null,
                kept ? workspace.EmbeddingInverse + index : null);
        }
    }

    // One step along the direction from the origin, for interpolated and noisy embeddings.
    private void Step(ReplacedEmbeddings? replaced, int position, float* x)
    {
        if (replaced is null || replaced.Direction.IsEmpty || replaced.Coefficient == 0)
        {
            return;
        }

        int width = dimensions.Embedding;
        fixed (float* direction = replaced.Direction.Span.Slice(position * width, width))
        {
            model.Kernels.AddScaled(x, direction, replaced.Coefficient, width);
        }
    }
}
