namespace Bench.Inference;

/// <summary>Attention of one row, head by head (Vaswani et al. 2017), and its multipliers between two rows.</summary>
/// <param name="weights">The layer.</param>
/// <param name="config">The model's plan.</param>
/// <param name="layer">Index of the layer.</param>
internal sealed class PlainAttention(LayerWeights weights, EncoderConfig config, int layer)
{
    private readonly int _size = config.HeadSize;
    private readonly int _share = config.Heads / config.KeyHeads;
    private readonly int? _reach = config.Attention.ReachOf(layer);
    private readonly double _scale = config.ScoreScale;
    private readonly PlainDistances _distances = new(weights, config);
    private readonly PlainRotation _queries = new(weights.QueryNorm, config.Attention.RotaryOf(layer), config);
    private readonly PlainRotation _keys = new(weights.KeyNorm, config.Attention.RotaryOf(layer), config);

    /// <summary>Runs attention up to the mixed values.</summary>
    /// <param name="x">What queries, keys and values are made of [n, H].</param>
    /// <param name="visible">Which tokens may be attended to.</param>
    /// <returns>What it computed, and the mixed values [n, heads · d].</returns>
    public (AttentionTrace Trace, float[] Mixed) Forward(float[] x, bool[] visible)
    {
        int n = visible.Length;
        (float[] rawQueries, float[] rawKeys, float[] values) =
            (Plain.Forward(weights.Query, x), Plain.Forward(weights.Key, x), Plain.Forward(weights.Value, x));
        float[] queries = _queries.Forward(rawQueries, config.QueryWidth), keys = _keys.Forward(rawKeys, config.KeyWidth);
        double[][] scores = EachHead(n, (head, i, j) => visible[j] && Meet(i, j)
            ? Score(Query(queries, i, head), Key(keys, j, head), head, i - j)
            : double.NegativeInfinity);
        double[][] maps = [.. scores.Select(head => Softmax(head, n))];
        float[] mixed = new float[n * config.QueryWidth];
        Each(n, (head, i, j) => Plain.AddScaled(Query(mixed, i, head), Key(values, j, head), (float)maps[head][(i * n) + j]));
        return (new AttentionTrace(rawQueries, rawKeys, queries, keys, values, scores, maps), mixed);
    }

    /// <summary>From multipliers by the mixed values to those by what queries, keys and values are made of.</summary>
    /// <param name="a">One row.</param>
    /// <param name="b">The other.</param>
    /// <param name="m">[n, heads · d].</param>
    /// <param name="n">Number of tokens.</param>
    public float[] Backward(AttentionTrace a, AttentionTrace b, float[] m, int n)
    {
        float[] queries = new float[m.Length], keys = new float[n * config.KeyWidth], values = new float[n * config.KeyWidth];
        float[] middleQueries = Mean(a.Queries, b.Queries), middleKeys = Mean(a.Keys, b.Keys), middleValues = Mean(a.Values, b.Values);
        double[][] byScores = EachHead(n, (head, i, j) => Plain.Dot(Query(m, i, head), Key(middleValues, j, head)));
        Each(n, (head, i, j) => Plain.AddScaled(
            Key(values, j, head), Query(m, i, head), (float)((a.Maps[head][(i * n) + j] + b.Maps[head][(i * n) + j]) / 2)));
        for (int head = 0; head < config.Heads; head++)
        {
            for (int start = 0; start < n * n; start += n)
            {
                ContrastRules.Softmax(
                    a.Scores[head].AsSpan(start, n), b.Scores[head].AsSpan(start, n), byScores[head].AsSpan(start, n));
            }
        }

        Each(n, (head, i, j) =>
        {
            float byScore = (float)(_scale * byScores[head][(i * n) + j]);
            AddMet(Query(queries, i, head), Key(middleKeys, j, head), _distances.Key(head, i - j), byScore);
            AddMet(Key(keys, j, head), Query(middleQueries, i, head), _distances.Query(head, i - j), byScore);
        });
        _queries.Backward(a.RawQueries, b.RawQueries, queries, config.QueryWidth);
        _keys.Backward(a.RawKeys, b.RawKeys, keys, config.KeyWidth);
        float[] mixed = Plain.Add(Plain.Backward(weights.Query, queries), Plain.Backward(weights.Key, keys));
        return Plain.Add(mixed, Plain.Backward(weights.Value, values));
    }

    private static void AddMet(Span<float> target, ReadOnlySpan<float> met, ReadOnlySpan<float> atDistance, float factor)
    {
        Plain.AddScaled(target, met, factor);
        if (!atDistance.IsEmpty)
        {
            Plain.AddScaled(target, atDistance, factor);
        }
    }

    private static float[] Mean(float[] a, float[] b) => [.. a.Zip(b, (x, y) => (x + y) / 2)];

    // Where no key is left for a query, nothing is mixed.
    private static double[] Softmax(double[] scores, int n)
    {
        double[] map = (double[])scores.Clone();
        for (int start = 0; start < map.Length; start += n)
        {
            Span<double> row = map.AsSpan(start, n);
            double most = double.NegativeInfinity, sum = 0;
            foreach (double score in row)
            {
                most = Math.Max(most, score);
            }

            foreach (ref double score in row)
            {
                score = double.IsNegativeInfinity(most) ? 0 : Math.Exp(score - most);
                sum += score;
            }

            foreach (ref double weight in row)
            {
                weight = sum == 0 ? 0 : weight / sum;
            }
        }

        return map;
    }

    private double Score(ReadOnlySpan<float> query, ReadOnlySpan<float> key, int head, int distance)
    {
        double sum = Plain.Dot(query, key);
        ReadOnlySpan<float> other = _distances.Key(head, distance);
        sum += other.IsEmpty ? 0 : Plain.Dot(query, other);
        other = _distances.Query(head, distance);
        sum += other.IsEmpty ? 0 : Plain.Dot(key, other);
        return (_scale * sum) + _distances.Bias(head, distance);
    }

    private bool Meet(int query, int key) =>
        (!config.Attention.Causal || key <= query) && (_reach is not { } reach || Math.Abs(query - key) <= reach);

    private Span<float> Query(float[] rows, int row, int head) => rows.AsSpan((row * config.QueryWidth) + (head * _size), _size);

    private Span<float> Key(float[] rows, int row, int head) => rows.AsSpan((row * config.KeyWidth) + (head / _share * _size), _size);

    private double[][] EachHead(int n, Func<int, int, int, double> value)
    {
        double[][] result = [.. Enumerable.Range(0, config.Heads).Select(_ => new double[n * n])];
        Each(n, (head, i, j) => result[head][(i * n) + j] = value(head, i, j));
        return result;
    }

    private void Each(int n, Action<int, int, int> action)
    {
        for (int head = 0; head < config.Heads; head++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    action(head, i, j);
                }
            }
        }
    }
}
