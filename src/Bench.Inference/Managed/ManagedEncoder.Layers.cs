using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>States between layers, read, replaced and compared.</summary>
public sealed partial class ManagedEncoder
{
    private readonly Lazy<PlainEncoder>? _plain;

    private Answer[] Layers(Ask pass, IReadOnlyList<Query> queries, CancellationToken cancellationToken)
    {
        foreach (Query query in queries)
        {
            RequireLayers(pass, query);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return pass switch
        {
            Ask.Positions => [.. queries.Select(query => new Answer { Positions = Positions(query.Row) })],
            Ask.States => [.. queries.Select(query => new Answer { States = States(query.Row, query.Layer) })],
            _ => Contrast(queries, cancellationToken),
        };
    }

    private Answer[] Contrast(IReadOnlyList<Query> queries, CancellationToken cancellationToken)
    {
        var answers = new Answer[queries.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = cancellationToken };
        Parallel.For(0, answers.Length, parallel, i =>
            answers[i] = new Answer { Contrast = _plain!.Value.Contrast(queries[i].Row, queries[i].Between!, queries[i].Readout!) });
        GC.KeepAlive(this);
        return answers;
    }

    private Tensor Positions(InputRow row)
    {
        float[] positions = _plain!.Value.Positions(row) ?? throw new BenchException(
            "The model has no position embeddings", Info.Name, "Choose another kind of embedding");
        return new Tensor(positions, new Shape(row.Length, _config.EmbeddingSize));
    }

    private Tensor States(InputRow row, int layer) =>
        new(_plain!.Value.States(row, Embed(row).Span, layer), new Shape(row.Length, _config.HiddenSize));

    private void RequireLayers(Ask pass, Query query)
    {
        int layer = pass == Ask.Contrast ? query.Between?.Layer ?? 0 : query.Layer;
        if (layer < 0 || layer > _config.Layers)
        {
            throw new BenchException($"There is no layer {layer}", Info.Name, $"Allowed with this model: 0 to {_config.Layers}");
        }

        int count = query.Row.Length * (query.Between?.Layer is null ? _config.EmbeddingSize : _config.HiddenSize);
        if (pass == Ask.Contrast && (query.Between?.From.Length != count || query.Between.To.Length != count))
        {
            throw new ArgumentException(
                $"Both points have {count} elements; found {query.Between?.From.Length} and {query.Between?.To.Length}.");
        }
    }
}
