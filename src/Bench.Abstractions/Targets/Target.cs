namespace Bench.Abstractions;

/// <summary>Which of a model's outputs is explained, as people ask for it; a core is asked for its <see cref="Readout"/>.</summary>
/// <param name="Output">Index of the output: the class; for question answering 0 = start, 1 = end.</param>
/// <param name="Position">
/// The token whose output is meant, counted in the text as it was tokenized, where the task answers per token; otherwise
/// <see langword="null"/>. It follows its token where tokens before it are deleted.
/// </param>
/// <param name="SpanEnd">
/// Last token of an answer span, whose end score is added to the start score at <paramref name="Position"/>; otherwise
/// <see langword="null"/>.
/// </param>
public sealed record Target(int Output, int? Position = null, int? SpanEnd = null)
{
    /// <summary>What it is contrasted with: its number is taken off; <see langword="null"/> for the target alone.</summary>
    public Target? Against { get; init; }

    /// <summary>Whether the way down is explained: what speaks against the number, for outputs that are no class.</summary>
    public bool IsFlipped { get; init; }

    /// <summary>Positions of all tokens whose outputs are meant; none where the whole text is classified.</summary>
    public IEnumerable<int> Positions => ((int?[])[Position, SpanEnd]).OfType<int>().Concat(Against?.Positions ?? []);

    /// <summary>The same target in a row from which tokens may have been deleted.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="BenchException">A token whose output is meant was deleted.</exception>
    public Target In(InputRow row) => row.Origins.IsEmpty || (Position ?? SpanEnd ?? Against?.Position) is null ? this : this with
    {
        Position = Moved(Position, row),
        SpanEnd = Moved(SpanEnd, row),
        Against = Against?.In(row),
    };

    private static int? Moved(int? position, InputRow row)
    {
        if (position is not { } wanted)
        {
            return null;
        }

        int found = row.Origins.Span.IndexOf(wanted);
        return found >= 0
            ? found
            : throw new BenchException(
                $"The token at position {wanted}, whose output is explained, was deleted", "target",
                "Anchor the text at the target, or mask tokens");
    }
}

/// <summary>The number explained at a <see cref="Target"/>.</summary>
public enum Quantity
{
    /// <summary>The raw output before the task's activation.</summary>
    Logit,

    /// <summary>The output after the task's activation (see <see cref="OutputActivation"/>).</summary>
    Probability,

    /// <summary>The natural logarithm of the probability.</summary>
    LogProbability,
}

/// <summary>How a task turns logits into probabilities.</summary>
public enum OutputActivation
{
    /// <summary>One label of several: softmax over the outputs.</summary>
    Softmax,

    /// <summary>Several labels at once: the logistic function of each output.</summary>
    Sigmoid,

    /// <summary>Regression: no probabilities; every quantity is the raw output.</summary>
    Identity,

    /// <summary>Outputs are logarithms of probabilities already.</summary>
    Exponential,

    /// <summary>
    /// One token of several, for each output: softmax over all positions of the row, as question answering is trained (Devlin et al. 2019,
    /// section 4.2).
    /// </summary>
    PositionSoftmax,
}
