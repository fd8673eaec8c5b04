using System.Collections.Immutable;

namespace Bench.Inference;

/// <summary>How a model's queries meet its keys; by default as in BERT: every token attends to every token, by products alone.</summary>
public sealed record AttentionPlan
{
    /// <summary>Whether a token attends to itself and the tokens before it only.</summary>
    public bool Causal { get; init; }

    /// <summary>
    /// Heads of keys and values; each serves as many neighbouring heads of queries (Ainslie et al. 2023). 0: one for each.
    /// </summary>
    public int KeyHeads { get; init; }

    /// <summary>Width of one head; 0: the hidden size over the heads.</summary>
    public int HeadSize { get; init; }

    /// <summary>Products are divided by √(head size · this): DeBERTa counts the terms of its scores.</summary>
    public int ScoreTerms { get; init; } = 1;

    /// <summary>For each layer the farthest distance attended to, null for any; empty where all layers attend to everything.</summary>
    public ImmutableArray<int?> Reach { get; init; } = [];

    /// <summary>For each layer how queries and keys are rotated; empty where they are not.</summary>
    public ImmutableArray<Rotary> Rotary { get; init; } = [];

    /// <summary>Which row of a table belongs to a distance, where scores have terms by distance.</summary>
    public RelativePositions? Relative { get; init; }

    /// <summary>The farthest distance attended to in a layer, or <see langword="null"/> for any.</summary>
    public int? ReachOf(int layer) => Reach.IsEmpty ? null : Reach[layer];

    /// <summary>How a layer's queries and keys are rotated, or <see langword="null"/>.</summary>
    public Rotary? RotaryOf(int layer) => Rotary.IsEmpty ? null : Rotary[layer];
}
