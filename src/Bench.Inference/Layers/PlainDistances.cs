using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// What scores have by distance: a bias, and disentangled attention's keys and queries of distances. All of it is constant, so queries and
/// keys meet it as they meet any other key or query.
/// </summary>
internal sealed class PlainDistances
{
    private readonly Tensor? _bias;
    private readonly RelativePositions? _relative;
    private readonly float[]? _keys;
    private readonly float[]? _queries;
    private readonly int _heads;
    private readonly int _size;

    public PlainDistances(LayerWeights weights, EncoderConfig config)
    {
        (_heads, _size) = (config.Heads, config.HeadSize);
        (_bias, _relative) = (weights.ScoreBias, config.Attention.Relative);
        if (weights.Disentangled is { } terms)
        {
            float[] table = terms.Distances.Span.ToArray();
            table = terms.Norm is { } norm ? new PlainNorm(norm, config).Forward(table) : table;
            _keys = terms.Key is { } key ? Plain.Forward(key, table) : null;
            _queries = terms.Query is { } query ? Plain.Forward(query, table) : null;
        }
    }

    /// <summary>The bias of a head for a distance, query position − key position.</summary>
    public double Bias(int head, int distance) => _bias is { } bias ? bias.Span[(_relative!.RowOf(distance) * _heads) + head] : 0;

    /// <summary>What a query meets beside the key at a distance, as wide as a head; empty where it meets nothing.</summary>
    public ReadOnlySpan<float> Key(int head, int distance) => Part(_keys, head, distance);

    /// <summary>What a key meets beside the query at a distance, as wide as a head; empty where it meets nothing.</summary>
    public ReadOnlySpan<float> Query(int head, int distance) => Part(_queries, head, distance);

    private ReadOnlySpan<float> Part(float[]? rows, int head, int distance) =>
        rows is null ? default : rows.AsSpan((((_relative!.RowOf(distance) * _heads) + head) * _size), _size);
}
