namespace Bench.Inference;

/// <summary>The memory of one chunk: allocated once, grown when a larger chunk comes, used by one thread at a time.</summary>
internal sealed unsafe class Workspace(Dimensions dimensions) : IDisposable
{
    private readonly KeptLayer[] _kept = new KeptLayer[dimensions.Layers];
    private readonly Matrix[] _inputs = new Matrix[dimensions.Layers];
    private readonly AttentionBlocks _blocks = new();
    private NativeBuffer _buffer = new(0);

    /// <summary>Position ids of one row.</summary>
    public int[] PositionIds { get; } = new int[dimensions.MaxLength];

    /// <summary>Word + position + type embeddings, then normalised; the hidden states where there is no projection.</summary>
    public Matrix Embedded { get; private set; }

    /// <summary>Normalised embeddings before scale and shift.</summary>
    public Matrix EmbeddingNormal { get; private set; }

    /// <summary>1 / deviation of each row of <see cref="EmbeddingNormal"/>.</summary>
    public float* EmbeddingInverse { get; private set; }

    /// <summary>Hidden states of all tokens, in and out of every layer.</summary>
    public Matrix Hidden { get; private set; }

    /// <summary>Position in its row of every token.</summary>
    public int* Positions { get; private set; }

    /// <summary>Normalised input of a block, in models that normalise first; in the backward pass, the gradient by it.</summary>
    public Matrix Normed { get; private set; }

    /// <summary>Values that gate the intermediate ones; in the backward pass, their gradient.</summary>
    public Matrix Gate { get; private set; }

    /// <summary>One padded head.</summary>
    public float* Head { get; private set; }

    /// <summary>What a convolution adds to a layer's output; in the backward pass, the gradient by the layer's input through it.</summary>
    public Matrix Convolved { get; private set; }

    /// <summary>Neighbours of all tokens at one offset, or the gradient by them.</summary>
    public Matrix Shifted { get; private set; }

    /// <summary>What the encoder gives its decoder.</summary>
    public Matrix EncoderOutput { get; private set; }

    /// <summary>Gradient by <see cref="EncoderOutput"/>.</summary>
    public Matrix EncoderGradient { get; private set; }

    /// <summary>Queries that meet the encoder's output, where they are not kept.</summary>
    public Matrix CrossQuery { get; private set; }

    /// <summary>Keys and values of the encoder's output, where they are not kept.</summary>
    public Matrix CrossKeyValue { get; private set; }

    /// <summary>The decoder's normalised embeddings before scale and shift.</summary>
    public Matrix DecoderNormal { get; private set; }

    /// <summary>1 / deviation of each row of <see cref="DecoderNormal"/>.</summary>
    public float* DecoderInverse { get; private set; }

    /// <summary>The last layer's output, normalised, before scale and shift.</summary>
    public Matrix FinalNormal { get; private set; }

    /// <summary>1 / deviation of each row of <see cref="FinalNormal"/>.</summary>
    public float* FinalInverse { get; private set; }

    /// <summary>Queries, keys and values of all tokens, where they are not kept.</summary>
    public Matrix QueryKeyValue { get; private set; }

    /// <summary>Values mixed by attention; in the backward pass, their gradient.</summary>
    public Matrix Context { get; private set; }

    /// <summary>Values between the two feed-forward maps; in the backward pass, their gradient.</summary>
    public Matrix Intermediate { get; private set; }

    /// <summary>Hidden states that the head reads of each sequence: one token's, the mean, or two behind each other.</summary>
    public Matrix HeadHidden { get; private set; }

    /// <summary>What queries are made of at the tokens that the head reads; in the backward pass, the gradient by it.</summary>
    public Matrix HeadNormed { get; private set; }

    /// <summary>Queries of the tokens that the head reads.</summary>
    public Matrix HeadQueries { get; private set; }

    /// <summary>The head's dense map.</summary>
    public Matrix HeadDense { get; private set; }

    /// <summary>Slope of the activation after the head's dense map.</summary>
    public Matrix HeadSlope { get; private set; }

    /// <summary>Normalised rows of the head, before scale and shift.</summary>
    public Matrix HeadNormal { get; private set; }

    /// <summary>1 / deviation of each row of <see cref="HeadNormal"/>.</summary>
    public float* HeadInverse { get; private set; }

    /// <summary>Logits; in the backward pass, their gradient.</summary>
    public Matrix Logits { get; private set; }

    /// <summary>Gradient by the hidden states.</summary>
    public Matrix Gradient { get; private set; }

    /// <summary>Gradient by the embeddings, where they are projected.</summary>
    public Matrix EmbeddedGradient { get; private set; }

    /// <summary>Gradient by queries, keys and values, which follow each other without padding.</summary>
    public Matrix QueryKeyValueGradient { get; private set; }

    /// <summary>Gradient by <see cref="HeadHidden"/>.</summary>
    public Matrix HeadGradient { get; private set; }

    /// <summary>Gradient by <see cref="HeadQueries"/>.</summary>
    public Matrix HeadQueryGradient { get; private set; }

    /// <summary>Room for the attention of one head of one sequence.</summary>
    public AttentionScratch Attention { get; private set; }

    /// <summary>What layer <paramref name="index"/> keeps.</summary>
    public ref readonly KeptLayer Kept(int index) => ref _kept[index];

    /// <summary>The input of layer <paramref name="index"/>, kept to compute the layer again.</summary>
    public Matrix Input(int index) => _inputs[index];

    /// <summary>Lays the memory out for a chunk.</summary>
    public void Prepare(in ChunkShape shape)
    {
        var measure = new Carver(null);
        Layout(ref measure, shape);
        if (measure.Used > _buffer.Count)
        {
            _buffer.Dispose();
            _buffer = new NativeBuffer(measure.Used);
        }

        var carver = new Carver(_buffer.Pointer);
        Layout(ref carver, shape);
    }

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();

    private void Layout(ref Carver carver, in ChunkShape shape)
    {
        int tokens = shape.Tokens, sequences = shape.Sequences, hidden = dimensions.HiddenStride;
        bool backward = shape.Mode != BackwardMode.None;

        Hidden = carver.TakeRows(tokens, hidden);
        Embedded = shape.Projected ? carver.TakeRows(tokens, dimensions.EmbeddingStride) : Hidden;
        QueryKeyValue = shape.Mode == BackwardMode.Keep ? default : carver.TakeRows(tokens, dimensions.QueryKeyValueStride);
        Context = carver.TakeRows(tokens, dimensions.ContextStride);
        Intermediate = carver.TakeRows(tokens, dimensions.IntermediateStride);
        HeadHidden = carver.TakeRows(sequences, dimensions.ReadStride);
        HeadNormed = dimensions.NormFirst ? carver.TakeRows(sequences, hidden) : default;
        HeadQueries = carver.TakeRows(sequences, dimensions.ContextStride);
        HeadDense = carver.TakeRows(shape.HeadRows, hidden);
        Logits = carver.TakeRows(shape.HeadRows, dimensions.OutputStride);
        int distances = Math.Min(dimensions.DistanceRows, shape.Distances);
        Attention = AttentionScratch.Take(ref carver, _blocks, shape.LongestTokens, dimensions.HeadSize, distances);
        Positions = (int*)carver.Take(tokens);
        Normed = dimensions.NormFirst ? carver.TakeRows(tokens, hidden) : default;
        Gate = dimensions.Gated ? carver.TakeRows(tokens, dimensions.IntermediateStride) : default;
        Head = dimensions.HeadsNormed ? carver.Take(Padding.Pad(dimensions.HeadSize)) : null;
        Convolved = dimensions.Convolved ? carver.TakeRows(tokens, hidden) : default;
        Shifted = dimensions.Convolved ? carver.TakeRows(tokens, hidden) : default;
        EncoderOutput = dimensions.Decodes ? carver.TakeRows(tokens, hidden) : default;
        CrossQuery = dimensions.Decodes ? carver.TakeRows(tokens, dimensions.ContextStride) : default;
        CrossKeyValue = dimensions.Decodes ? carver.TakeRows(tokens, dimensions.KeyValueStride) : default;
        Array.Clear(_kept);
        if (backward)
        {
            LayoutBackward(ref carver, shape);
        }
    }

    private void LayoutBackward(ref Carver carver, in ChunkShape shape)
    {
        int tokens = shape.Tokens, sequences = shape.Sequences, hidden = dimensions.HiddenStride;
        EmbeddingNormal = carver.TakeRows(tokens, dimensions.EmbeddingStride);
        EmbeddingInverse = carver.Take(tokens);
        FinalNormal = dimensions.NormFirst ? carver.TakeRows(tokens, hidden) : default;
        FinalInverse = dimensions.NormFirst ? carver.Take(tokens) : null;
        EncoderGradient = dimensions.Decodes ? carver.TakeRows(tokens, hidden) : default;
        DecoderNormal = dimensions.Decodes ? carver.TakeRows(tokens, hidden) : default;
        DecoderInverse = dimensions.Decodes ? carver.Take(tokens) : null;
        Gradient = carver.TakeRows(tokens, hidden);
        EmbeddedGradient = shape.Projected ? carver.TakeRows(tokens, dimensions.EmbeddingStride) : Gradient;
        QueryKeyValueGradient = carver.TakeRows(tokens, dimensions.QueryKeyValueStride);
        HeadSlope = carver.TakeRows(shape.HeadRows, hidden);
        HeadNormal = carver.TakeRows(shape.HeadRows, hidden);
        HeadInverse = carver.Take(shape.HeadRows);
        HeadGradient = carver.TakeRows(sequences, dimensions.ReadStride);
        HeadQueryGradient = carver.TakeRows(sequences, dimensions.ContextStride);
        if (shape.Mode == BackwardMode.Keep)
        {
            for (int layer = 0; layer < _kept.Length; layer++)
            {
                _kept[layer] = KeptLayer.Take(ref carver, dimensions, tokens, shape.Weights);
            }

            return;
        }

        Array.Fill(_kept, KeptLayer.Take(ref carver, dimensions, tokens, shape.Weights));
        for (int layer = 0; layer < _inputs.Length; layer++)
        {
            _inputs[layer] = carver.TakeRows(tokens, hidden);
        }
    }
}
