using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>The derivative of a readout by the logits: where every core's backward pass starts.</summary>
public static class ReadoutGradient
{
    /// <summary>Computes the derivative.</summary>
    /// <param name="readout">What is read out.</param>
    /// <param name="logits">The row's logits, rows × outputs.</param>
    /// <param name="outputs">Number of outputs C.</param>
    /// <param name="result">Receives the derivatives, rows × outputs; other memory than <paramref name="logits"/>.</param>
    public static void Write(Readout readout, ReadOnlySpan<float> logits, int outputs, Span<float> result)
    {
        result.Clear();
        foreach (ReadoutTerm term in readout.Terms)
        {
            int own = (term.Row * outputs) + term.Output;
            switch (readout.Activation)
            {
                case OutputActivation.Identity:
                    result[own] += (float)term.Weight;
                    break;
                case OutputActivation.Sigmoid:
                    result[own] += (float)(term.Weight * Sigmoid(logits[own], readout.IsLogarithm));
                    break;
                case OutputActivation.Softmax:
                    Softmax(logits, result, new Group(term.Row * outputs, 1, outputs, own), term.Weight, readout.IsLogarithm);
                    break;
                default:
                    Softmax(
                        logits, result, new Group(term.Output, outputs, logits.Length / outputs, own), term.Weight, readout.IsLogarithm);
                    break;
            }
        }
    }

    // σ' = σ(z) σ(−z), (log σ)' = σ(−z).
    private static double Sigmoid(double logit, bool isLogarithm)
    {
        double e = Math.Exp(-Math.Abs(logit));
        return isLogarithm ? (logit > 0 ? e : 1) / (1 + e) : e / ((1 + e) * (1 + e));
    }

    // dp_t / dz_i = p_t (δ_ti − p_i); 1 − p_t is summed from the other outputs, so that it stays exact where p_t is almost 1.
    private static void Softmax(ReadOnlySpan<float> logits, Span<float> result, Group group, double weight, bool isLogarithm)
    {
        double largest = double.NegativeInfinity;
        for (int k = 0; k < group.Count; k++)
        {
            largest = Math.Max(largest, logits[group[k]]);
        }

        double others = 0;
        for (int k = 0; k < group.Count; k++)
        {
            others += group[k] == group.Own ? 0 : Math.Exp(logits[group[k]] - largest);
        }

        double own = Math.Exp(logits[group.Own] - largest);
        double sum = own + others;
        double scale = isLogarithm ? weight : weight * (own / sum);
        for (int k = 0; k < group.Count; k++)
        {
            int i = group[k];
            double factor = i == group.Own ? others / sum : -Math.Exp(logits[i] - largest) / sum;
            result[i] += (float)(scale * factor);
        }
    }

    // The logits that one softmax is over: every output of a position, or one output of every position.
    private readonly record struct Group(int Start, int Stride, int Count, int Own)
    {
        public int this[int k] => Start + (k * Stride);
    }
}
