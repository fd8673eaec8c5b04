using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>The head on the hidden states that it reads, forward and in multipliers back from the explained number.</summary>
internal sealed class PlainHead(ClassificationHead head, EncoderConfig config)
{
    private readonly PlainNorm? _norm = head.Norm is { } norm ? new PlainNorm(norm, config) : null;

    /// <summary>Logits, and what the head computed before them.</summary>
    /// <param name="states">The hidden states read [r, H].</param>
    public HeadTrace Forward(float[] states)
    {
        float[] dense = head.Dense is { } map ? Plain.Forward(map, states) : states;
        float[] active = head.Dense is null ? states : Array.ConvertAll(dense, value => (float)Curve.Value(head.DenseActivation, value));
        return new HeadTrace(dense, active, Plain.Forward(head.Output, _norm?.Forward(active) ?? active));
    }

    /// <summary>Multipliers by the hidden states read.</summary>
    /// <param name="a">What one row gave.</param>
    /// <param name="b">What the other gave.</param>
    /// <param name="readout">The number explained.</param>
    public float[] Backward(HeadTrace a, HeadTrace b, Readout readout)
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

    private float[] ByLogits(float[] a, float[] b, Readout readout)
    {
        int outputs = head.Output.Outputs;
        double[] total = new double[a.Length];
        foreach (ReadoutTerm term in readout.Terms)
        {
            // The logits that one activation is over: all outputs of a position, or one output of all positions.
            bool isColumn = readout.Activation == OutputActivation.PositionSoftmax;
            (int start, int step, int count) = isColumn ? (term.Output, outputs, a.Length / outputs) : (term.Row * outputs, 1, outputs);
            double[] m = new double[count];
            m[isColumn ? term.Row : term.Output] = 1;
            ByLogits(Group(a), Group(b), isColumn ? term.Row : term.Output, m, readout);
            for (int i = 0; i < count; i++)
            {
                total[start + (i * step)] += term.Weight * m[i];
            }

            double[] Group(float[] logits) => [.. Enumerable.Range(0, count).Select(i => (double)logits[start + (i * step)])];
        }

        return Array.ConvertAll(total, x => (float)x);
    }

    private static void ByLogits(double[] a, double[] b, int output, double[] m, Readout readout)
    {
        switch (readout.Activation)
        {
            case OutputActivation.Identity:
                break;
            case OutputActivation.Sigmoid:
                m[output] = readout.IsLogarithm ? Curve.LogLogisticSlope(a[output], b[output]) : Curve.LogisticSlope(a[output], b[output]);
                break;
            default:
                if (readout.IsLogarithm)
                {
                    ContrastRules.LogSoftmax(a, b, m);
                }
                else
                {
                    ContrastRules.Softmax(a, b, m);
                }

                break;
        }
    }
}

/// <summary>What a head computed for one row.</summary>
/// <param name="Dense">Its first map, before the activation [r, H].</param>
/// <param name="Active">After it.</param>
/// <param name="Logits">[r, C].</param>
internal sealed record HeadTrace(float[] Dense, float[] Active, float[] Logits);
