namespace Bench.Abstractions;

/// <summary>
/// What a model decides where a target stands: with one label of several the class of the text, or of the target's token; with several
/// labels at once whether the target's label holds, at a probability of one half or more; for answers the tokens where they start and end.
/// Two decisions are the same where these are. A regression decides nothing, which is always the same.
/// </summary>
/// <param name="Choice">The class, 1 or 0 for a label that holds or not, or the token.</param>
/// <param name="SpanEnd">The token where an answer ends, where the target is a whole answer.</param>
public readonly record struct Decision(int Choice, int? SpanEnd = null)
{
    /// <summary>The decision about a row.</summary>
    /// <param name="info">The model.</param>
    /// <param name="row">The row; tokens are counted as in the text from which it was made.</param>
    /// <param name="outputs">The row's outputs.</param>
    /// <param name="target">The target, of the text from which the row was made.</param>
    /// <exception cref="BenchException">The target's token was deleted.</exception>
    public static Decision Of(ModelInfo info, InputRow row, Tensor outputs, Target target)
    {
        if (info.Activation != OutputActivation.PositionSoftmax)
        {
            return Of(info, outputs, target.In(row));
        }

        return new Decision(Token(target.Output), target.SpanEnd is null ? null : Token(1));

        int Token(int output)
        {
            int found = Outputs.ArgMax(Outputs.Column(outputs, output));
            return row.Origins.IsEmpty ? found : row.Origins.Span[found];
        }
    }

    /// <summary>Whether a target is what the model decides for.</summary>
    /// <param name="info">The model.</param>
    /// <param name="outputs">Outputs of the row.</param>
    /// <param name="target">The target; its positions are those of the row.</param>
    public static bool Holds(ModelInfo info, Tensor outputs, Target target) => info.Activation switch
    {
        OutputActivation.PositionSoftmax => Outputs.ArgMax(Outputs.Column(outputs, target.Output)) == target.Position
            && (target.SpanEnd is not { } end || Outputs.ArgMax(Outputs.Column(outputs, 1)) == end),
        OutputActivation.Softmax => Of(info, outputs, target).Choice == target.Output,
        _ => Of(info, outputs, target).Choice == 1,
    };

    /// <summary>How sure the decision is, in probability; <see langword="null"/> in regression and for whole answers.</summary>
    /// <param name="info">The model.</param>
    /// <param name="outputs">Outputs of the row.</param>
    /// <param name="target">The target; its positions are those of the row.</param>
    public static Certainty? CertaintyOf(ModelInfo info, Tensor outputs, Target target)
    {
        if (!info.IsClassifier || target.SpanEnd.HasValue)
        {
            return null;
        }

        double[] probabilities = info.Activation == OutputActivation.PositionSoftmax
            ? Outputs.Probabilities(Outputs.Column(outputs, target.Output), OutputActivation.Softmax)
            : Outputs.Probabilities(At(outputs, target), info.Activation);
        if (info.Activation == OutputActivation.Sigmoid)
        {
            double decided = Math.Max(probabilities[target.Output], 1 - probabilities[target.Output]);
            return new Certainty(decided, (2 * decided) - 1);
        }

        double[] best = [.. probabilities.OrderDescending().Take(2)];
        return new Certainty(best[0], best.Length == 1 ? best[0] : best[0] - best[1]);
    }

    private static Decision Of(ModelInfo info, Tensor outputs, Target target) => new(info.Activation switch
    {
        OutputActivation.Softmax => Outputs.ArgMax(At(outputs, target)),
        OutputActivation.Sigmoid => At(outputs, target)[target.Output] >= 0 ? 1 : 0,
        _ => 0,
    });

    private static ReadOnlySpan<float> At(Tensor outputs, Target target) =>
        target.Position is { } position ? outputs[position].Span : outputs.Span;
}

/// <summary>How sure a decision is.</summary>
/// <param name="Confidence">Probability of what is decided, 0 to 1.</param>
/// <param name="Margin">By how much it is ahead of the next, 0 to 1.</param>
public readonly record struct Certainty(double Confidence, double Margin);
