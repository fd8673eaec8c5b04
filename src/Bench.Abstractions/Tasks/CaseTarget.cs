namespace Bench.Abstractions;

/// <summary>What a run explains in a row of a dataset, and what is true of it.</summary>
/// <param name="Target">The target.</param>
/// <param name="Predicted">What the model says where the target reads. Untrusted text.</param>
/// <param name="Gold">What the dataset says there, or <see langword="null"/> where it does not. Untrusted text.</param>
public sealed record CaseTarget(TaskTarget Target, string Predicted, string? Gold)
{
    /// <summary>Whether what is explained is true; <see langword="null"/> where the dataset does not say.</summary>
    public required bool? IsTrue { get; init; }

    /// <summary>Whether the model is right where the target reads; <see langword="null"/> where the dataset does not say.</summary>
    public required bool? IsCorrect { get; init; }
}
