using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>What the page of one text's explanations shows.</summary>
/// <param name="Records">The same text once per target explained.</param>
/// <param name="Labels">The model's labels.</param>
internal sealed record PageContent(IReadOnlyList<ExplanationRecord> Records, IReadOnlyList<string> Labels)
{
    /// <summary>What is said of each record beside its scores; empty where nothing is known but the scores.</summary>
    public IReadOnlyList<ExplanationSheet> Sheets { get; init; } = [];

    /// <summary>The text's attention maps, or <see langword="null"/>.</summary>
    public AttentionViews? Attention { get; init; }

    /// <summary>The command that made the page, as a shell takes it, or <see langword="null"/>.</summary>
    public string? Command { get; init; }

    /// <summary>What <c>explain --format json</c> prints, or <see langword="null"/>.</summary>
    public string? Json { get; init; }

    /// <summary>
    /// For every record and explanation its deletion curve, or <see langword="null"/> where it has none; empty where none was measured.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<DeletionCurve?>> Deletions { get; init; } = [];
}
