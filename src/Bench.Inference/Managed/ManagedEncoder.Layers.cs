using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>States between layers, read, replaced and compared.</summary>
public sealed partial class ManagedEncoder : ILayerModel
{
    private readonly Lazy<PlainEncoder>? _plain;

    /// <inheritdoc/>
    public Tensor PositionEmbeddings(InputRow row)
    {
        RequireRow(row);
        float[] positions = Plain().Positions(row) ?? throw new BenchException(
            "The model has no position embeddings", Info.Name, "Choose another kind of embedding");
        return new Tensor(positions, new Shape(row.Length, _config.EmbeddingSize));
    }

    /// <inheritdoc/>
    public Tensor States(InputRow row, int layer, CancellationToken cancellationToken = default)
    {
        RequireRow(row);
        RequireLayer(layer);
        cancellationToken.ThrowIfCancellationRequested();
        return new Tensor(Plain().States(row, WordEmbeddings(row.TokenIds.Span).Span, layer), new Shape(row.Length, _config.HiddenSize));
    }

    /// <inheritdoc/>
    public IReadOnlyList<RowContrast> Contrast(IReadOnlyList<ContrastQuery> queries, CancellationToken cancellationToken = default)
    {
        foreach (ContrastQuery query in queries)
        {
            RequireRow(query.Row);
            RequireLayer(query.Layer ?? 0);
            Readout.Of(Info, query.Row, query.Target, query.Quantity);
            int count = query.Row.Length * (query.Layer is null ? _config.EmbeddingSize : _config.HiddenSize);
            if (query.From.Length != count || query.To.Length != count)
            {
                throw new ArgumentException($"Both points have {count} elements; found {query.From.Length} and {query.To.Length}.");
            }
        }

        PlainEncoder plain = Plain();
        var answers = new RowContrast[queries.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = cancellationToken };
        Parallel.For(0, answers.Length, parallel, i => answers[i] = plain.Contrast(queries[i], Info));
        GC.KeepAlive(this);
        return answers;
    }

    private PlainEncoder Plain() => _plain?.Value ?? throw new BenchException(
        $"The layers of {Info.Architecture} are not of the kind whose states can be compared", Info.Name, "Choose an explainer with fewer needs");

    private void RequireRow(InputRow row)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        RowCheck.Require(_config, row, Info.Name);
    }

    private void RequireLayer(int layer)
    {
        if (layer < 0 || layer > _config.Layers)
        {
            throw new BenchException($"There is no layer {layer}", Info.Name, $"Allowed with this model: 0 to {_config.Layers}");
        }
    }
}
