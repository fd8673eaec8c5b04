using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.Inference;

namespace Bench.TestKit;

/// <summary>
/// A plan executed as the papers write it: double precision, one row at a time, no tricks. It documents the mathematics, and everything
/// faster is compared with it.
/// </summary>
public sealed class ReferenceEncoder : IModel
{
    private readonly EncoderConfig _config;
    private readonly EncoderWeights _weights;
    private readonly ReferenceEmbeddings _embeddings;
    private readonly ImmutableArray<ReferenceLayer> _layers;
    private readonly ReferenceHead _head;

    /// <summary>Prepares a model.</summary>
    /// <param name="config">The model's configuration.</param>
    /// <param name="weights">The model's weights, which must stay readable.</param>
    /// <param name="name">The model's name.</param>
    public ReferenceEncoder(EncoderConfig config, EncoderWeights weights, string name)
    {
        int decoder = weights.Decoder?.FirstLayer ?? int.MaxValue;
        (_config, _weights) = (config, weights);
        _embeddings = new ReferenceEmbeddings(weights, config);
        _layers = [.. weights.Layers.Select((layer, l) => new ReferenceLayer(layer, config, l, config.Attention.Causal || l >= decoder))];
        _head = new ReferenceHead(weights.Head, config);
        Info = config.ToInfo(name);
    }

    /// <inheritdoc/>
    public ModelInfo Info { get; }

    /// <summary>Reads a Hugging Face folder, which stays mapped.</summary>
    /// <param name="folder">The folder.</param>
    public static ReferenceEncoder Load(string folder)
    {
        ModelFolder model = ModelFolder.Open(folder);
        return new ReferenceEncoder(model.Config, model.Weights, model.Name);
    }

    /// <inheritdoc/>
    public Ask Offers => _config.Stages.IsEmpty ? Ask.Gradient | Ask.Attention | Ask.AttentionGradient | Ask.Mixing : Ask.Gradient;

    /// <inheritdoc/>
    public Tensor Embed(InputRow row)
    {
        RowCheck.Require(
            _config with { Pooling = Pooling.First }, new InputRow { TokenIds = row.TokenIds, Pixels = row.Pixels }, Info.Name);
        if (_config.Picture is not null)
        {
            return new Tensor(row.Pixels, new Shape(row.Length, _config.EmbeddingSize));
        }

        return new Tensor(_embeddings.Words(row.TokenIds.Span).ToFloats(), new Shape(row.Length, _config.EmbeddingSize));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
    [
        .. queries.Select(query =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Answer(query);
        }),
    ];

    /// <summary>The logits in double precision, for finite differences.</summary>
    /// <param name="row">The row.</param>
    public Grid Exact(InputRow row) => Run(row).Logits.Value;

    private Answer Answer(Query query)
    {
        QueryCheck.Require(this, _config, query);
        RowTrace trace = Run(query.Row);
        if (query.Readout is { } readout)
        {
            trace.Tape.Backward(trace.Logits, ReferenceReadout.Gradient(readout, trace.Logits.Value));
        }

        Grid logits = trace.Logits.Value;
        Grid words = trace.Words.Value;
        return new Answer
        {
            Outputs = new Tensor(
                logits.ToFloats(), Info.Head == HeadKind.Sequence ? new Shape(logits.Columns) : new Shape(logits.Rows, logits.Columns)),
            Gradient = query.Ask.HasFlag(Ask.Gradient)
                ? new Tensor(trace.Words.Gradient.ToFloats(), new Shape(words.Rows, words.Columns))
                : default,
            Maps = (query.Ask & (Ask.Attention | Ask.AttentionGradient)) == 0 ? default : Stack(trace, map => map.Value),
            MapGradients = query.Ask.HasFlag(Ask.AttentionGradient) ? Stack(trace, map => map.Gradient) : default,
            Mixing = query.Ask.HasFlag(Ask.Mixing) ? Mixing(trace, query.Mixing) : default,
        };
    }

    private Tensor Mixing(RowTrace trace, TokenMixing kind)
    {
        IEnumerable<Grid> maps = trace.Layers.Select((layer, l) => kind == TokenMixing.ValueZeroing
            ? ReferenceMixing.ValueZeroing(_layers[l], layer)
            : ReferenceMixing.Alti(_layers[l], layer));
        int n = trace.Words.Value.Rows;
        return new Tensor(maps.SelectMany(map => map.ToFloats()).ToArray(), new Shape(_config.Layers, n, n));
    }

    private RowTrace Run(InputRow row)
    {
        RowCheck.Require(_config, row, Info.Name);
        var tape = new Tape();
        bool[] visible = row.AttentionMask.IsEmpty ? [.. Enumerable.Repeat(true, row.Length)] : row.AttentionMask.ToArray();
        var view = new ReferenceRow(visible, [.. Enumerable.Range(0, row.Length)]);
        int read = _config.ReadPosition(row.TokenIds.Span);
        TapeValue words = tape.Write(_embeddings.Words(row));
        TapeValue hidden = _embeddings.Forward(tape, words, row);
        (TapeValue, ReferenceRow)? encoder = null;
        if (!_config.Stages.IsEmpty)
        {
            TapeValue last = ReferenceStages.Forward(tape, hidden, _config, _weights);
            last = tape.Norm(last, ReferenceAttention.Norm(_weights.FinalNorm, _config)!);
            return new RowTrace(
                tape, words, [], _head.Forward(tape, last, read, new ReferenceRow([.. Enumerable.Repeat(true, last.Value.Rows)], [])));
        }

        var layers = new LayerTrace[_layers.Length];
        for (int l = 0; l < layers.Length; l++)
        {
            if (_weights.Decoder is { } decoder && l == decoder.FirstLayer)
            {
                int[] seen = [.. view.Positions.Where(position => visible[position])];
                encoder = (hidden, view);
                hidden = _embeddings.Decode(tape, words, seen, decoder);
                view = new ReferenceRow([.. seen.Select(_ => true)], seen);
                read = Array.IndexOf(seen, read);
            }

            layers[l] = _layers[l].Forward(tape, hidden, view, encoder);
            hidden = layers[l].Output;
        }

        hidden = ReferenceAttention.Norm(_weights.FinalNorm, _config) is { } norm ? tape.Norm(hidden, norm) : hidden;
        return new RowTrace(tape, words, layers, _head.Forward(tape, hidden, read, view));
    }

    private Tensor Stack(RowTrace trace, Func<TapeValue, Grid> of)
    {
        int n = trace.Words.Value.Rows;
        return new Tensor(
            trace.Layers.SelectMany(layer => layer.Maps).SelectMany(map => of(map).ToFloats()).ToArray(),
            new Shape(_config.Layers, _config.Heads, n, n));
    }

    private sealed record RowTrace(Tape Tape, TapeValue Words, LayerTrace[] Layers, TapeValue Logits);
}
