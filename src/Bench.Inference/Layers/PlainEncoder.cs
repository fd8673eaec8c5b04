using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// An encoder whose states can be read, replaced and compared between layers: one row at a time, written for being read. It serves both
/// cores, and all plans of one stack without a convolution.
/// </summary>
/// <param name="config">The model's plan.</param>
/// <param name="weights">Its weights.</param>
internal sealed class PlainEncoder(EncoderConfig config, EncoderWeights weights)
{
    private readonly PlainEmbeddings _embeddings = new(weights, config);
    private readonly PlainLayer[] _layers = [.. weights.Layers.Select((layer, index) => new PlainLayer(layer, config, index))];
    private readonly PlainReading _reading = new(weights, config);
    private readonly PlainHead _head = new(weights.Head, config);

    /// <summary>
    /// Whether a plan is of that kind. Two stacks have no one layer's input that decides the answer, a convolution takes the embeddings
    /// past the first layer's input, and layers of stages have grids of their own.
    /// </summary>
    public static bool Supports(EncoderWeights weights) =>
        weights.Decoder is null && weights.Layers.All(layer => layer.Convolution is null && layer.WindowBias is null);

    /// <summary>Position embeddings of a row [n, E], or <see langword="null"/>.</summary>
    public float[]? Positions(InputRow row) => _embeddings.Positions(row);

    /// <summary>What goes into a layer [n, H].</summary>
    /// <param name="row">Ids, types and mask.</param>
    /// <param name="words">Word embeddings [n, E].</param>
    /// <param name="layer">The layer, 0 for the first.</param>
    public float[] States(InputRow row, ReadOnlySpan<float> words, int layer)
    {
        float[] states = _embeddings.Forward(row, _embeddings.Sum(row, words));
        foreach (PlainLayer one in _layers.Take(layer))
        {
            states = one.Forward(states, Visible(row)).Output;
        }

        return states;
    }

    /// <summary>Values at two points and the multipliers between them.</summary>
    /// <param name="row">Ids for positions, types and mask; its embeddings are not used.</param>
    /// <param name="points">The points.</param>
    /// <param name="readout">The number compared.</param>
    public PointContrast Contrast(InputRow row, PointPair points, Readout readout)
    {
        Trace a = Run(row, points.Layer, points.From.Span);
        Trace b = points.From.Equals(points.To) ? a : Run(row, points.Layer, points.To.Span);
        int n = row.Length;
        float[] m = _reading.Backward(row, Visible(row), a.Last, b.Last, _head.Backward(a.Head, b.Head, readout));
        for (int layer = _layers.Length - 1; layer >= (points.Layer ?? 0); layer--)
        {
            m = _layers[layer].Backward(a.Layers[layer]!, b.Layers[layer]!, m, n);
        }

        if (points.Layer is null)
        {
            m = _embeddings.Backward(row, a.Sum, b.Sum, m);
        }

        return new PointContrast(Value(a), Value(b), new Tensor(m, new Shape(n, m.Length / n)));

        double Value(Trace trace) => readout.Value(new Tensor(trace.Head.Logits, config.Head == HeadKind.Sequence
            ? new Shape(trace.Head.Logits.Length)
            : new Shape(n, trace.Head.Logits.Length / n)));
    }

    private static bool[] Visible(InputRow row) =>
        row.AttentionMask.IsEmpty ? [.. Enumerable.Repeat(true, row.Length)] : row.AttentionMask.ToArray();

    private Trace Run(InputRow row, int? from, ReadOnlySpan<float> point)
    {
        float[] sum = from is null ? _embeddings.Sum(row, point) : [];
        float[] states = from is null ? _embeddings.Forward(row, sum) : point.ToArray();
        var layers = new LayerTrace?[_layers.Length];
        bool[] visible = Visible(row);
        for (int layer = from ?? 0; layer < layers.Length; layer++)
        {
            layers[layer] = _layers[layer].Forward(states, visible);
            states = layers[layer]!.Output;
        }

        return new Trace(sum, layers, states, _head.Forward(_reading.Forward(row, visible, states)));
    }

    private sealed record Trace(float[] Sum, LayerTrace?[] Layers, float[] Last, HeadTrace Head);
}
