using System.Text.Json;

namespace Bench.Evaluation;

/// <summary>What a run keeps of an instance whatever its explainers: everything but their results.</summary>
/// <param name="Index">Position in the dataset, from 0.</param>
/// <param name="Instance">Id of the instance.</param>
/// <param name="Label">True label as the model spells it, or <see langword="null"/>.</param>
/// <param name="Predicted">Label the model predicts.</param>
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
    IReadOnlyList<JsonElement> Documents);
