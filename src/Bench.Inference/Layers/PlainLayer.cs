namespace Bench.Inference;

/// <summary>One layer that normalises after each residual sum, as BERT's, forward and in multipliers back.</summary>
internal sealed class PlainLayer(LayerWeights weights, EncoderConfig config)
{
    private readonly PlainAttention _attention = new(config.Heads, config.HeadSize, config.ScoreScale);
    private readonly PlainNorm _attentionNorm = new(weights.AttentionNorm!, config.LayerNormEpsilon);
    private readonly PlainNorm _outputNorm = new(weights.OutputNorm, config.LayerNormEpsilon);

    /// <summary>Runs the layer.</summary>
    /// <param name="x">Its input [n, H].</param>
    /// <param name="visible">Which tokens may be attended to.</param>
    public LayerTrace Forward(float[] x, bool[] visible)
    {
        (float[] queries, float[] keys, float[] values) =
            (Plain.Forward(weights.Query, x), Plain.Forward(weights.Key, x), Plain.Forward(weights.Value, x));
        double[][] scores = _attention.Scores(queries, keys, visible);
        double[][] maps = PlainAttention.Maps(scores, visible.Length);
        float[] attended = Plain.Add(x, Plain.Forward(weights.AttentionOutput, _attention.Mix(maps, values, visible.Length)));
        float[] between = _attentionNorm.Forward(attended);
        float[] inner = Plain.Forward(weights.Intermediate, between);
        float[] active = Array.ConvertAll(inner, value => (float)Curve.Value(config.Activation, value));
        float[] fed = Plain.Add(between, Plain.Forward(weights.Output, active));
        return new LayerTrace(queries, keys, values, scores, maps, attended, inner, fed, _outputNorm.Forward(fed));
    }

    /// <summary>From multipliers by the layer's output to those by its input.</summary>
    /// <param name="a">One row.</param>
    /// <param name="b">The other.</param>
    /// <param name="m">[n, H]; not kept.</param>
    /// <param name="n">Number of tokens.</param>
    public float[] Backward(LayerTrace a, LayerTrace b, float[] m, int n)
    {
        float[] fed = _outputNorm.Backward(a.Fed, b.Fed, m);
        float[] inner = Plain.Backward(weights.Output, fed);
        for (int i = 0; i < inner.Length; i++)
        {
            inner[i] *= (float)Curve.Slope(config.Activation, a.Inner[i], b.Inner[i]);
        }

        float[] between = Plain.Add(fed, Plain.Backward(weights.Intermediate, inner));
        float[] attended = _attentionNorm.Backward(a.Attended, b.Attended, between);
        (float[] queries, float[] keys, float[] values) =
            _attention.Backward(a, b, Plain.Backward(weights.AttentionOutput, attended), n);
        float[] mixed = Plain.Add(Plain.Backward(weights.Query, queries), Plain.Backward(weights.Key, keys));
        return Plain.Add(attended, Plain.Add(mixed, Plain.Backward(weights.Value, values)));
    }
}
