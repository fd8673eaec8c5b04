namespace Bench.Inference;

/// <summary>Normalises the heads of queries and keys between their linear map and attention, in models that do.</summary>
internal sealed unsafe class HeadNormPass(PackedEncoder model, Dimensions dimensions)
{
    private readonly KernelSet _kernels = model.Kernels;
    private readonly int _heads = dimensions.Heads + dimensions.KeyHeads;
    private readonly int _width = dimensions.HeadSize;

    /// <summary>Normalises, in place.</summary>
    /// <param name="run">The chunk.</param>
    /// <param name="layer">Index of the layer.</param>
    /// <param name="queryKeyValue">Queries, keys and values of all tokens.</param>
    /// <param name="kept">Where normalised heads are kept.</param>
    /// <param name="headsOnly">Whether the queries are those of <see cref="Workspace.HeadQueries"/>.</param>
    public void Forward(ChunkRun run, int layer, Matrix queryKeyValue, in KeptLayer kept, bool headsOnly)
    {
        PackedLayer weights = model.Layers[layer];
        var queries = new Part(weights.QueryNorm, 0, dimensions.Heads, headsOnly);
        var keys = new Part(weights.KeyNorm, dimensions.Heads, dimensions.KeyHeads, false);
        Normalize(run, headsOnly ? run.Workspace.HeadQueries : queryKeyValue, queries, kept);
        Normalize(run, queryKeyValue.From(0, dimensions.KeyColumn), keys, kept);
    }

    /// <summary>The chain rule of <see cref="Forward"/>, in place on the gradient by queries, keys and values.</summary>
    public void Backward(ChunkRun run, int layer, Matrix gradient, in KeptLayer kept, bool headsOnly)
    {
        PackedLayer weights = model.Layers[layer];
        var queries = new Part(weights.QueryNorm, 0, dimensions.Heads, headsOnly);
        var keys = new Part(weights.KeyNorm, dimensions.Heads, dimensions.KeyHeads, false);

        // Without padding, keys follow the queries.
        NormalizeBackward(run, headsOnly ? run.Workspace.HeadQueryGradient : gradient, queries, kept);
        NormalizeBackward(run, gradient.From(0, dimensions.Queries), keys, kept);
    }

    private void Normalize(ChunkRun run, Matrix heads, in Part part, in KeptLayer kept)
    {
        for (int row = 0; part.Norm is { } norm && row < part.Rows(run); row++)
        {
            for (int head = 0; head < part.Count; head++)
            {
                int kind = part.First + head;
                float* padded = Load(run, heads.Row(row) + (head * _width));
                _kernels.Normalize(padded, 0, 1, norm.Weights, null, Normal(kept, row, kind), Inverse(kept, row, kind));
                Store(padded, heads.Row(row) + (head * _width));
            }
        }
    }

    private void NormalizeBackward(ChunkRun run, Matrix heads, in Part part, in KeptLayer kept)
    {
        for (int row = 0; part.Norm is { } norm && row < part.Rows(run); row++)
        {
            for (int head = 0; head < part.Count; head++)
            {
                int kind = part.First + head;
                float* padded = Load(run, heads.Row(row) + (head * _width));
                _kernels.NormalizeBackward(padded, 0, 1, norm.Weights, Normal(kept, row, kind), Inverse(kept, row, kind));
                Store(padded, heads.Row(row) + (head * _width));
            }
        }
    }

    private float* Normal(in KeptLayer kept, int row, int head) =>
        kept.HeadNormal.IsNull ? null : kept.HeadNormal.Row(row) + ((nint)head * Padding.Pad(_width));

    private float* Inverse(in KeptLayer kept, int row, int head) =>
        kept.HeadNormal.IsNull ? null : kept.HeadInverse + ((nint)row * _heads) + head;

    // Kernels work on padded rows, but heads stand side by side.
    private float* Load(ChunkRun run, float* head)
    {
        float* padded = run.Workspace.Head;
        new Span<float>(padded, Padding.Pad(_width)).Clear();
        new ReadOnlySpan<float>(head, _width).CopyTo(new Span<float>(padded, _width));
        return padded;
    }

    private void Store(float* padded, float* head) => new ReadOnlySpan<float>(padded, _width).CopyTo(new Span<float>(head, _width));

    // Some heads of each token, or of the tokens that the head of the model reads; the first of them among all that are kept.
    private readonly record struct Part(PackedNorm? Norm, int First, int Count, bool HeadsOnly)
    {
        public int Rows(ChunkRun run) => HeadsOnly ? run.Chunk.Count : run.Chunk.Tokens;
    }
}
