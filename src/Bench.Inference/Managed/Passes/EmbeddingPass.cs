using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>From tokens to the first layer's input, and the chain rule back to the word embeddings.</summary>
internal sealed unsafe class EmbeddingPass(PackedEncoder model, Dimensions dimensions) : IDisposable
{
    private readonly NativeBuffer _noType = new(Padding.Pad(dimensions.Embedding));
    private readonly int _firstPatch = model.Config.Picture?.FirstPatch ?? 0;
    private readonly DecoderEmbedding? _decoder = model.Decoder is { } decoder ? new DecoderEmbedding(model, decoder, dimensions) : null;

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

        if (model.Places is { } places)
        {
            AddPlaces(run, places);
        }
    }

    /// <summary>The decoder's embeddings, to its first layer's input.</summary>
    public void ForwardDecoder(ChunkRun run) => _decoder!.Forward(run);

    /// <summary>
    /// Answers the gradient by the word embeddings of every row, given that by the first layer's input; adds it where the decoder has
    /// answered its part.
    /// </summary>
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
            if (_decoder is null && target.Length > sequence.Tokens * width)
            {
                target.Clear();
            }

            for (int slot = 0; slot < sequence.Tokens; slot++)
            {
                Span<float> answer = target.Slice(run.Plan.Position(sequence, slot) * width, width);
                float* own = gradient.Row(sequence.Start + slot);
                if (IsPixelless(run.Rows[sequence.Row], run.Plan.Position(sequence, slot)))
                {
                    answer.Clear();
                }
                else if (_decoder is null)
                {
                    new ReadOnlySpan<float>(own, width).CopyTo(answer);
                }
                else if (run.Answers.Use != EmbeddingUse.Decoder)
                {
                    model.Kernels.AddTo(answer, own);
                }
            }
        }
    }

    /// <summary>
    /// Answers the part of the gradient that comes from the decoder's use of the tokens, given that by its first layer's input.
    /// </summary>
    public void BackwardDecoder(ChunkRun run)
    {
        if (run.Answers.WantsGradient)
        {
            _decoder!.Backward(run);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _noType.Dispose();

    // Special tokens of a picture have no pixels: they are their row of the table alone, and nothing is asked of them.
    private bool IsPixelless(InputRow row, int position) => row.TokenIds.Span[position] < _firstPatch;

    private void AddPlaces(ChunkRun run, PackedTable places)
    {
        int width = dimensions.Hidden;
        foreach (Sequence sequence in run.Sequences)
        {
            InputRow row = run.Rows[sequence.Row];
            for (int slot = 0; slot < sequence.Tokens; slot++)
            {
                int position = run.Plan.Position(sequence, slot);
                float* x = run.Workspace.Hidden.Row(sequence.Start + slot);
                if (IsPixelless(row, position))
                {
                    new Span<float>(x, width).Clear();
                }

                model.Kernels.AddScaled(x, places.Row(row.TokenIds.Span[position]), 1, width);
            }
        }
    }

    private void Embed(ChunkRun run, in Sequence sequence)
    {
        InputRow row = run.Rows[sequence.Row];
        Workspace workspace = run.Workspace;
        int width = dimensions.Embedding;
        ReadOnlySpan<int> ids = row.TokenIds.Span, types = row.TypeIds.Span;
        Span<int> positionIds = workspace.PositionIds.AsSpan(0, ids.Length);
        model.Config.WritePositions(ids, positionIds);
        for (int slot = 0; slot < sequence.Tokens; slot++)
        {
            int position = run.Plan.Position(sequence, slot);
            int index = sequence.Start + slot;
            float* x = workspace.Embedded.Row(index);
            model.WriteWord(row, position, x);
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
}
