namespace Bench.Inference;

/// <summary>What is done to queries and keys between their linear map and attention: heads normalised, then rotated by position.</summary>
internal sealed unsafe class PositionPass(PackedEncoder model, Dimensions dimensions)
{
    private readonly KernelSet _kernels = model.Kernels;
    private readonly int _heads = dimensions.Heads + dimensions.KeyHeads;
    private readonly int _width = dimensions.HeadSize;

    /// <summary>Normalises and rotates, in place.</summary>
    /// <param name="run">The chunk.</param>
    /// <param name="layer">Index of the layer.</param>
    /// <param name="queryKeyValue">Queries, keys and values of all tokens.</param>
    /// <param name="kept">Where normalised heads are kept.</param>
    public void Forward(ChunkRun run, int layer, Matrix queryKeyValue, in KeptLayer kept)
    {
        PackedLayer weights = model.Layers[layer];
        for (int head = 0; head < _heads; head++)
        {
            PackedNorm? norm = NormOf(weights, head);
            int column = head < dimensions.Heads ? head * _width : dimensions.KeyColumn + ((head - dimensions.Heads) * _width);
            for (int token = 0; norm is not null && token < run.Chunk.Tokens; token++)
            {
                float* padded = Load(run, queryKeyValue.Row(token) + column);
                _kernels.Normalize(padded, 0, 1, norm.Weights, run.Workspace.Zeros, Normal(kept, token, head), Inverse(kept, token, head));
                Store(padded, queryKeyValue.Row(token) + column);
            }

            Rotate(run, layer, queryKeyValue.From(0, column), 1);
        }
    }

    /// <summary>The chain rule of <see cref="Forward"/>, in place on the gradient by queries, keys and values.</summary>
    public void Backward(ChunkRun run, int layer, Matrix gradient, in KeptLayer kept)
    {
        PackedLayer weights = model.Layers[layer];
        for (int head = 0; head < _heads; head++)
        {
            // Without padding, keys follow the queries.
            int column = head * _width;
            Rotate(run, layer, gradient.From(0, column), -1);
            PackedNorm? norm = NormOf(weights, head);
            for (int token = 0; norm is not null && token < run.Chunk.Tokens; token++)
            {
                float* padded = Load(run, gradient.Row(token) + column);
                _kernels.NormalizeBackward(padded, 0, 1, norm.Weights, Normal(kept, token, head), Inverse(kept, token, head));
                Store(padded, gradient.Row(token) + column);
            }
        }
    }

    private PackedNorm? NormOf(PackedLayer weights, int head) => head < dimensions.Heads ? weights.QueryNorm : weights.KeyNorm;

    private void Rotate(ChunkRun run, int layer, Matrix heads, float direction)
    {
        if (model.Rotaries.Length == 0)
        {
            return;
        }

        RotaryTable table = model.Rotaries[layer];
        int* positions = run.Workspace.Positions;
        int half = table.Half, last = 0;
        for (int token = 0; token < run.Chunk.Tokens; token++)
        {
            last = Math.Max(last, positions[token]);
        }

        fixed (float* angles = table.Upto(last))
        {
            for (int token = 0; token < run.Chunk.Tokens; token++)
            {
                float* cosines = angles + ((nint)positions[token] * 2 * half);
                _kernels.Rotate(heads.Row(token), cosines, cosines + half, direction, half);
            }
        }
    }

    private float* Normal(in KeptLayer kept, int token, int head) =>
        kept.HeadNormal.IsNull ? null : kept.HeadNormal.Row(token) + ((nint)head * Padding.Pad(_width));

    private float* Inverse(in KeptLayer kept, int token, int head) =>
        kept.HeadNormal.IsNull ? null : kept.HeadInverse + ((nint)token * _heads) + head;

    // Kernels work on padded rows, but heads stand side by side.
    private float* Load(ChunkRun run, float* head)
    {
        float* padded = run.Workspace.Head;
        new Span<float>(padded, Padding.Pad(_width)).Clear();
        new ReadOnlySpan<float>(head, _width).CopyTo(new Span<float>(padded, _width));
        return padded;
    }

    private void Store(float* padded, float* head) => new ReadOnlySpan<float>(padded, _width).CopyTo(new Span<float>(head, _width));
}
