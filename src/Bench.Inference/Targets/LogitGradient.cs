using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>The derivative of an explained number by the logits: where every core's backward pass starts.</summary>
public static class LogitGradient
{
    /// <summary>Replaces logits by the derivative of one output's logit or probability by them.</summary>
    /// <param name="logits">The logits [C]; receives the derivatives.</param>
    /// <param name="activation">The task's activation.</param>
    /// <param name="output">The output explained.</param>
    /// <param name="quantity">Logit or probability.</param>
    public static void Replace(Span<float> logits, OutputActivation activation, int output, Quantity quantity)
    {
        if (quantity == Quantity.Logit || activation == OutputActivation.Identity)
        {
            logits.Clear();
            logits[output] = 1;
        }
        else if (activation == OutputActivation.Sigmoid)
        {
            double e = Math.Exp(-Math.Abs(logits[output]));
            logits.Clear();
            logits[output] = (float)(e / ((1 + e) * (1 + e)));
        }
        else
        {
            ReplaceSoftmax(logits, output);
        }
    }

    // dp_t / dz_i = p_t (δ_ti − p_i); 1 − p_t is summed from the other outputs, so that it stays exact where p_t is almost 1.
    private static void ReplaceSoftmax(Span<float> logits, int output)
    {
        double largest = double.NegativeInfinity;
        foreach (float logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        double others = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            others += i == output ? 0 : Math.Exp(logits[i] - largest);
        }

        double own = Math.Exp(logits[output] - largest);
        double sum = own + others;
        for (int i = 0; i < logits.Length; i++)
        {
            double factor = i == output ? others / sum : -Math.Exp(logits[i] - largest) / sum;
            logits[i] = (float)(own / sum * factor);
        }
    }
}
