namespace Bench.Abstractions;

/// <summary>What computes a model's answers, where it is not the default core.</summary>
/// <param name="Name">Name of the core, for example <c>torch</c>.</param>
/// <param name="Device">Where it computes, for example <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="Precision">Its floating-point format: <c>single</c>, <c>tf32</c>, <c>half</c> or <c>bfloat16</c>.</param>
/// <param name="Library">Name and version of the library that computes.</param>
public sealed record CoreInfo(string Name, string Device, string Precision, string Library)
{
    /// <summary>What the precision costs, or <see langword="null"/> in single precision.</summary>
    public PrecisionError? Error { get; init; }
}

/// <summary>How far answers in a lower precision are from those in single precision, on a few rows of random tokens.</summary>
/// <param name="Rows">Number of rows compared.</param>
/// <param name="Logits">Largest difference of a logit.</param>
/// <param name="Gradients">Largest difference of an entry of a row's gradient, divided by the largest entry of that gradient.</param>
public sealed record PrecisionError(int Rows, double Logits, double Gradients);
