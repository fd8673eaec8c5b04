using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>The classification head on one hidden state, forward and in multipliers back from the explained number.</summary>
internal sealed class PlainHead(ClassificationHead head, EncoderConfig config)
{
    private readonly PlainNorm? _norm = head.Norm is { } norm ? new PlainNorm(norm, config.LayerNormEpsilon) : null;

    /// <summary>Logits, and what the head computed before them.</summary>
    /// <param name="state">The hidden state read [H].</param>
    public (float[] Dense, float[] Active, float[] Logits) Forward(float[] state)
    {
        float[] dense = head.Dense is { } map ? Plain.Forward(map, state) : state;
        float[] active = head.Dense is null ? state : Array.ConvertAll(dense, value => (float)Curve.Value(head.DenseActivation, value));
        return (dense, active, Plain.Forward(head.Output, _norm?.Forward(active) ?? active));
    }

    /// <summary>Multipliers by the hidden state read.</summary>
    /// <param name="a">What one state gave.</param>
    /// <param name="b">What the other gave.</param>
    /// <param name="output">The output explained.</param>
    /// <param name="quantity">Its logit or its probability.</param>
    public float[] Backward(
        (float[] Dense, float[] Active, float[] Logits) a, (float[] Dense, float[] Active, float[] Logits) b, int output, Quantity quantity)
    {
        float[] m = Plain.Backward(head.Output, ByLogits(a.Logits, b.Logits, output, quantity));
        m = _norm?.Backward(a.Active, b.Active, m) ?? m;
        if (head.Dense is not { } dense)
        {
            return m;
        }

        for (int i = 0; i < m.Length; i++)
        {
            m[i] *= (float)Curve.Slope(head.DenseActivation, a.Dense[i], b.Dense[i]);
        }

        return Plain.Backward(dense, m);
    }

    private float[] ByLogits(float[] a, float[] b, int output, Quantity quantity)
    {
        double[] m = new double[a.Length];
        m[output] = 1;
        if (quantity == Quantity.Probability && config.OutputActivation == OutputActivation.Softmax)
        {
            ContrastRules.Softmax(Array.ConvertAll(a, x => (double)x), Array.ConvertAll(b, x => (double)x), m);
        }
        else if (quantity == Quantity.Probability && config.OutputActivation == OutputActivation.Sigmoid)
        {
            m[output] = Curve.LogisticSlope(a[output], b[output]);
        }

        return Array.ConvertAll(m, x => (float)x);
    }
}
