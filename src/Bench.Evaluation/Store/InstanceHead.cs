using System.Text.Json.Serialization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>What a run keeps of an instance whatever its explainers: everything but their results.</summary>
/// <param name="Index">Position in the dataset, from 0.</param>
/// <param name="Instance">Id of the instance.</param>
/// <param name="Label">What is right as the model would say it, or <see langword="null"/>.</param>
/// <param name="Predicted">What the model says.</param>
/// <param name="Truncated">Tokens cut off.</param>
/// <param name="Asked">Work of the prediction.</param>
/// <param name="Computed">Work of the prediction.</param>
/// <param name="Documents">One explanation document per target, without explanations.</param>
public sealed record InstanceHead(
    int Index,
    string Instance,
    string? Label,
    string Predicted,
    int Truncated,
    Work Asked,
    Work Computed,
    IReadOnlyList<ExplanationRecord> Documents)
{
    /// <summary>
    /// The answer beside the right one; <see langword="null"/> in runs whose suites name no task, where the labels say all.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Judgement? Judged { get; init; }
}
