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
    /// <param name="readout">The number explained.</param>
    public float[] Backward(
        (float[] Dense, float[] Active, float[] Logits) a, (float[] Dense, float[] Active, float[] Logits) b, Readout readout)
    {
        float[] m = Plain.Backward(head.Output, ByLogits(a.Logits, b.Logits, readout));
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

    private static float[] ByLogits(float[] a, float[] b, Readout readout)
    {
        double[] total = new double[a.Length];
        foreach (ReadoutTerm term in readout.Terms)
        {
            double[] m = ByLogits(Array.ConvertAll(a, x => (double)x), Array.ConvertAll(b, x => (double)x), term.Output, readout);
            for (int i = 0; i < total.Length; i++)
            {
                total[i] += term.Weight * m[i];
            }
        }

        return Array.ConvertAll(total, x => (float)x);
    }

    private static double[] ByLogits(double[] a, double[] b, int output, Readout readout)
    {
        double[] m = new double[a.Length];
        m[output] = 1;
        switch (readout.Activation)
        {
            case OutputActivation.Softmax when readout.IsLogarithm:
                ContrastRules.LogSoftmax(a, b, m);
                break;
            case OutputActivation.Softmax:
                ContrastRules.Softmax(a, b, m);
                break;
            case OutputActivation.Sigmoid:
                m[output] = readout.IsLogarithm ? Curve.LogLogisticSlope(a[output], b[output]) : Curve.LogisticSlope(a[output], b[output]);
                break;
            default:
                break;
        }

        return m;
    }
}
