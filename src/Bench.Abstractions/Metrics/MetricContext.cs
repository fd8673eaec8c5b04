using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>An explanation and what it is judged against.</summary>
public sealed record MetricContext
{
    /// <summary>The explanation to score.</summary>
    public required Explanation Explanation { get; init; }

    /// <summary>The model explained, counted and cached by whoever asks.</summary>
    public required IModel Model { get; init; }

    /// <summary>The model's tokenizer.</summary>
    public required ITokenizer Tokenizer { get; init; }

    /// <summary>
    /// One entry per annotator: for every token whether the annotator's rationale touches it (special tokens never). Empty where the
    /// instance has no rationale.
    /// </summary>
    public ImmutableArray<ImmutableArray<bool>> Rationales { get; init; } = [];

    /// <summary>Whether each pixel of a picture is marked [H · W]; empty for texts, and where nobody marked any.</summary>
    public ImmutableArray<bool> Mask { get; init; } = [];

    /// <summary>Edits of the text that keep its meaning, which the dataset supplies; empty where it has none.</summary>
    public ImmutableArray<EditedInput> Edits { get; init; } = [];

    /// <summary>
    /// The explainer that made the explanation, for metrics that explain again: with other seeds, targets or inputs. <see langword="null"/>
    /// where the scores were given.
    /// </summary>
    public IExplainer? Explainer { get; init; }

    /// <summary>
    /// Fills tokens in for <see cref="Removal.Infill"/>; <see langword="null"/> where no masked language model was named.
    /// </summary>
    public IInfill? Infill { get; init; }

    /// <summary>Seed of everything random in this evaluation.</summary>
    public ulong Seed { get; init; }
}
