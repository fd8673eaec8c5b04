namespace Bench.Inference;

/// <summary>
/// One layer, which normalises after each residual sum, as BERT's, or before each block; forward and in multipliers back.
/// </summary>
internal sealed class PlainLayer(LayerWeights weights, EncoderConfig config, int index)
{
    private readonly PlainAttention _attention = new(weights, config, index);
    private readonly PlainNorm? _attentionNorm = weights.AttentionNorm is { } norm ? new PlainNorm(norm, config) : null;
    private readonly PlainNorm _outputNorm = new(weights.OutputNorm, config);

    /// <summary>Runs the layer.</summary>
    /// <param name="x">Its input [n, H].</param>
    /// <param name="visible">Which tokens may be attended to.</param>
    public LayerTrace Forward(float[] x, bool[] visible)
    {
        (AttentionTrace attention,
            float[] mixed) = _attention.Forward(config.NormFirst && _attentionNorm is { } first ? first.Forward(x) : x, visible);
        float[] attended = Plain.Add(x, Plain.Forward(weights.AttentionOutput, mixed));
        float[] between = config.NormFirst ? attended : _attentionNorm!.Forward(attended);
        float[] input = config.NormFirst ? _outputNorm.Forward(attended) : between;
        float[] inner = Plain.Forward(weights.Intermediate, input);
        float[] active = Array.ConvertAll(inner, value => (float)Curve.Value(config.Activation, value));
        float[] gate = weights.Gate is { } map ? Plain.Forward(map, input) : [];
        float[] let = gate.Length == 0 ? active : [.. active.Zip(gate, (value, factor) => value * factor)];
        float[] fed = Plain.Add(between, Plain.Forward(weights.Output, let));
        return new LayerTrace(x, attention, attended, inner, active, gate, fed, config.NormFirst ? fed : _outputNorm.Forward(fed));
    }

    /// <summary>From multipliers by the layer's output to those by its input.</summary>
    /// <param name="a">One row.</param>
    /// <param name="b">The other.</param>
    /// <param name="m">[n, H]; not kept.</param>
    /// <param name="n">Number of tokens.</param>
    public float[] Backward(LayerTrace a, LayerTrace b, float[] m, int n)
    {
        if (config.NormFirst)
        {
            float[] around = Plain.Add(m, _outputNorm.Backward(a.Attended, b.Attended, FeedForward(a, b, m)));
            float[] byInput = _attention.Backward(a.Attention, b.Attention, Plain.Backward(weights.AttentionOutput, around), n);
            return Plain.Add(around, _attentionNorm?.Backward(a.Input, b.Input, byInput) ?? byInput);
        }

        float[] fed = _outputNorm.Backward(a.Fed, b.Fed, m);
        float[] attended = _attentionNorm!.Backward(a.Attended, b.Attended, Plain.Add(fed, FeedForward(a, b, fed)));
        return Plain.Add(attended, _attention.Backward(a.Attention, b.Attention, Plain.Backward(weights.AttentionOutput, attended), n));
    }

    // From multipliers by the feed-forward part's output to those by its input; a gate shares the change of the product equally.
    private float[] FeedForward(LayerTrace a, LayerTrace b, float[] m)
    {
        float[] inner = Plain.Backward(weights.Output, m);
        float[] gate = new float[weights.Gate is null ? 0 : inner.Length];
        for (int i = 0; i < inner.Length; i++)
        {
            if (gate.Length > 0)
            {
                gate[i] = inner[i] * (a.Active[i] + b.Active[i]) / 2;
                inner[i] *= (a.Gate[i] + b.Gate[i]) / 2;
            }

            inner[i] *= (float)Curve.Slope(config.Activation, a.Inner[i], b.Inner[i]);
        }

        float[] input = Plain.Backward(weights.Intermediate, inner);
        return weights.Gate is { } map ? Plain.Add(input, Plain.Backward(map, gate)) : input;
    }
}
