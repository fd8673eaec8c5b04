namespace Bench.Abstractions;

/// <summary>Which of a model's outputs is explained.</summary>
/// <param name="Output">Index of the output: the class; for question answering 0 = start, 1 = end.</param>
/// <param name="Position">The token whose output is meant, where the task answers per token; otherwise <see langword="null"/>.</param>
/// <param name="SpanEnd">
/// Last token of an answer span, whose end score is added to the start score at <paramref name="Position"/>; otherwise
/// <see langword="null"/>.
/// </param>
public readonly record struct Target(int Output, int? Position = null, int? SpanEnd = null);

/// <summary>The number explained at a <see cref="Target"/>.</summary>
public enum Quantity
{
    /// <summary>The raw output before the task's activation.</summary>
    Logit,

    /// <summary>The output after the task's activation (see <see cref="OutputActivation"/>).</summary>
    Probability,
}

/// <summary>How a task turns logits into probabilities.</summary>
public enum OutputActivation
{
    /// <summary>One label of several: softmax over the outputs.</summary>
    Softmax,

    /// <summary>Several labels at once: the logistic function of each output.</summary>
    Sigmoid,

    /// <summary>Regression: no probabilities; both quantities are the raw output.</summary>
    Identity,
}
