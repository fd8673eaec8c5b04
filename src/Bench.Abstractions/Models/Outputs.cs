namespace Bench.Abstractions;

/// <summary>Turns a row's logits into probabilities and picks the explained number out of them.</summary>
public static class Outputs
{
    /// <summary>Probabilities of a row's logits, in double precision.</summary>
    /// <param name="logits">The logits [C] of one row, or of one position.</param>
    /// <param name="activation">The task's activation.</param>
    public static double[] Probabilities(ReadOnlySpan<float> logits, OutputActivation activation)
    {
        double[] result = new double[logits.Length];
        double max = double.NegativeInfinity;
        foreach (float logit in logits)
        {
            max = Math.Max(max, logit);
        }

        double sum = 0;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = activation switch
            {
                OutputActivation.Softmax => Math.Exp(logits[i] - max),
                OutputActivation.Sigmoid => 1 / (1 + Math.Exp(-logits[i])),
                OutputActivation.Exponential => Math.Exp(logits[i]),
                _ => logits[i],
            };
            sum += result[i];
        }

        if (activation == OutputActivation.Softmax)
        {
            for (int i = 0; i < result.Length; i++)
            {
                result[i] /= sum;
            }
        }

        return result;
    }

    /// <summary>The index of the largest logit: the predicted class. The first of equals wins.</summary>
    /// <param name="logits">The logits [C] of one row, at least one.</param>
    public static int ArgMax(ReadOnlySpan<float> logits)
    {
        int best = 0;
        for (int i = 1; i < logits.Length; i++)
        {
            best = logits[i] > logits[best] ? i : best;
        }

        return best;
    }

    /// <summary>The natural logarithm of one probability; exact where the probability is too small for its own number.</summary>
    /// <param name="logits">The logits [C] of one row, or of one position.</param>
    /// <param name="output">Index of the output.</param>
    /// <param name="activation">The task's activation.</param>
    public static double LogProbability(ReadOnlySpan<float> logits, int output, OutputActivation activation)
    {
        if (activation != OutputActivation.Softmax)
        {
            double logit = logits[output];
            return activation == OutputActivation.Sigmoid ? Math.Min(0, logit) - Math.Log(1 + Math.Exp(-Math.Abs(logit))) : logit;
        }

        double max = logits[ArgMax(logits)];
        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp(logit - max);
        }

        return logits[output] - max - Math.Log(sum);
    }

    /// <summary>One output at every position.</summary>
    /// <param name="logits">Logits [n, C].</param>
    /// <param name="output">Index of the output.</param>
    public static float[] Column(Tensor logits, int output)
    {
        int outputs = logits.Shape[1];
        float[] column = new float[logits.Shape[0]];
        for (int i = 0; i < column.Length; i++)
        {
            column[i] = logits.Span[(i * outputs) + output];
        }

        return column;
    }

    /// <summary>The explained number of one row.</summary>
    /// <param name="info">The model that produced the logits.</param>
    /// <param name="logits">The row's logits: [C], or [n, C] where the task answers per token.</param>
    /// <param name="target">The output explained; its positions are those of the row.</param>
    /// <param name="quantity">Logit or probability.</param>
    /// <exception cref="BenchException">The target does not fit the shape of the logits.</exception>
    public static double Value(ModelInfo info, Tensor logits, Target target, Quantity quantity)
    {
        if ((logits.Shape.Rank == 2) != (info.Head != HeadKind.Sequence))
        {
            throw new BenchException(
                $"The target {target} does not fit logits of shape {logits.Shape}", info.Name, "Name a target that this model has");
        }

        return Readout.Of(info, logits.Shape[0], target, quantity).Value(logits);
    }
}
