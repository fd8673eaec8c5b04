namespace Bench.Evaluation;

/// <summary>A dataset of the Hugging Face hub, as a suite names it.</summary>
/// <param name="Name"><c>org/name</c>, or <c>org/name@revision</c>; once it is opened, the revision is a commit.</param>
/// <param name="Config">Its configuration, or <see langword="null"/> for the only one, or the one called default.</param>
/// <param name="Split">Its split, or <see langword="null"/> for the only one.</param>
public sealed record HubDataset(string Name, string? Config, string? Split);
