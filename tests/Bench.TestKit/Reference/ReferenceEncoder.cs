using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.Inference;

namespace Bench.TestKit;

/// <summary>
/// The encoder as the papers write it: double precision, one row at a time, no tricks. It documents the mathematics, and everything
/// faster is compared with it.
/// </summary>
public sealed class ReferenceEncoder : IGradientModel, IAttentionGradientModel, ITokenMixingModel
{
    private readonly EncoderConfig _config;
    private readonly ReferenceEmbeddings _embeddings;
    private readonly ImmutableArray<ReferenceLayer> _layers;
    private readonly ReferenceHead _head;

    /// <summary>Copies the weights to double precision.</summary>
    /// <param name="config">The model's configuration.</param>
    /// <param name="weights">The model's weights; not needed afterwards.</param>
    /// <param name="name">The model's name.</param>
    public ReferenceEncoder(EncoderConfig config, EncoderWeights weights, string name)
    {
        _config = config;
        _embeddings = new ReferenceEmbeddings(weights, config);
        _layers = [.. weights.Layers.Select(layer => new ReferenceLayer(layer, config))];
        _head = new ReferenceHead(weights.Head, config.Head);
        Info = config.ToInfo(name);
    }

    /// <inheritdoc/>
    public ModelInfo Info { get; }

    /// <summary>Reads a Hugging Face folder.</summary>
    /// <param name="folder">The folder.</param>
    public static ReferenceEncoder Load(string folder)
    {
        using ModelFolder model = ModelFolder.Open(folder);
        return new ReferenceEncoder(model.Config, model.Weights, model.Name);
    }

    /// <inheritdoc/>
    public Tensor WordEmbeddings(ReadOnlySpan<int> tokenIds)
    {
        RowCheck.Require(_config, new InputRow { TokenIds = tokenIds.ToArray() }, Info.Name);
        return new Tensor(_embeddings.Words(tokenIds).ToFloats(), new Shape(tokenIds.Length, _config.EmbeddingSize));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Predict(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default) =>
        Each(rows, row => Logits(Run(row)), cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<RowGradient> Gradients(IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default) =>
        Each(
            queries,
            query =>
            {
                RowTrace trace = Run(query.Row);
                Tensor logits = Logits(trace);
                (Grid gradient, _) = Backward(trace, ReferenceReadout.Gradient(query.ReadoutOf(Info), trace.Logits));
                return new RowGradient(logits, new Tensor(gradient.ToFloats(), new Shape(gradient.Rows, gradient.Columns)));
            },
            cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<RowAttention> Attend(IReadOnlyList<InputRow> rows, CancellationToken cancellationToken = default) =>
        Each(
            rows,
            row =>
            {
                RowTrace trace = Run(row);
                return new RowAttention(Logits(trace), Stack(trace.Layers.Select(layer => layer.Maps), row.Length));
            },
            cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<RowAttentionGradient> AttentionGradients(
        IReadOnlyList<GradientQuery> queries, CancellationToken cancellationToken = default) =>
        Each(
            queries,
            query =>
            {
                RowTrace trace = Run(query.Row);
                Tensor logits = Logits(trace);
                (_, Grid[][] gradients) = Backward(trace, ReferenceReadout.Gradient(query.ReadoutOf(Info), trace.Logits));
                int n = query.Row.Length;
                return new RowAttentionGradient(logits, Stack(trace.Layers.Select(layer => layer.Maps), n), Stack(gradients, n));
            },
            cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Mix(IReadOnlyList<InputRow> rows, TokenMixing kind, CancellationToken cancellationToken = default) =>
        Each(
            rows,
            row =>
            {
                RowTrace trace = Run(row);
                IEnumerable<Grid> maps = trace.Layers.Select((layer, l) => kind == TokenMixing.ValueZeroing
                    ? ReferenceMixing.ValueZeroing(_layers[l], layer)
                    : ReferenceMixing.Alti(_layers[l], layer));
                return new Tensor(maps.SelectMany(map => map.ToFloats()).ToArray(), new Shape(_config.Layers, row.Length, row.Length));
            },
            cancellationToken);

    private static TAnswer[] Each<TRow, TAnswer>(IReadOnlyList<TRow> rows, Func<TRow, TAnswer> answer, CancellationToken cancellationToken) =>
    [
        .. rows.Select(row =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return answer(row);
        }),
    ];

    private RowTrace Run(InputRow row)
    {
        RowCheck.Require(_config, row, Info.Name);
        bool[] visible = row.AttentionMask.IsEmpty ? [.. Enumerable.Repeat(true, row.Length)] : row.AttentionMask.ToArray();
        Grid sum = _embeddings.Sum(row);
        Grid hidden = _embeddings.Forward(sum);
        var layers = new LayerTrace[_layers.Length];
        for (int l = 0; l < layers.Length; l++)
        {
            layers[l] = _layers[l].Forward(hidden, visible);
            hidden = layers[l].Output;
        }

        return new RowTrace(sum, layers, hidden, _head.Forward(hidden));
    }

    private (Grid WordEmbeddings, Grid[][] Maps) Backward(RowTrace trace, Grid dLogits)
    {
        Grid d = _head.Backward(trace.Hidden, dLogits);
        var maps = new Grid[_layers.Length][];
        for (int l = _layers.Length - 1; l >= 0; l--)
        {
            (d, maps[l]) = _layers[l].Backward(trace.Layers[l], d);
        }

        return (_embeddings.Backward(trace.Sum, d), maps);
    }

    private Tensor Logits(RowTrace trace) => new(
        trace.Logits.ToFloats(),
        Info.Head == HeadKind.Sequence ? new Shape(trace.Logits.Columns) : new Shape(trace.Logits.Rows, trace.Logits.Columns));

    private Tensor Stack(IEnumerable<Grid[]> layers, int n) => new(
        layers.SelectMany(heads => heads).SelectMany(head => head.ToFloats()).ToArray(), new Shape(_config.Layers, _config.Heads, n, n));

    private sealed record RowTrace(Grid Sum, LayerTrace[] Layers, Grid Hidden, Grid Logits);
}
