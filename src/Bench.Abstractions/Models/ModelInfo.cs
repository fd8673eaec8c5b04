using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>What a model says about itself, once it is loaded.</summary>
public sealed record ModelInfo
{
    /// <summary>Short name for tables and folders, usually the folder's name. Untrusted text.</summary>
    public required string Name { get; init; }

    /// <summary>Architecture as the configuration names it, for example <c>BertForSequenceClassification</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>One label per output, in output order; <c>start</c> and <c>end</c> where answers are found. Untrusted text.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>For what there are outputs.</summary>
    public HeadKind Head { get; init; }

    /// <summary>Whether the outputs are the tokens of the vocabulary, of which one follows the text.</summary>
    public bool PredictsNextToken { get; init; }

    /// <summary>
    /// The token ids of the continuations of the text whose probabilities are the outputs, in output order; empty for other models.
    /// </summary>
    public ImmutableArray<ImmutableArray<int>> Continuations { get; init; } = [];

    /// <summary>Whether outputs are classes of which one is predicted, or several; not numbers, and not continuations.</summary>
    public bool IsClassifier => Activation is not (OutputActivation.Identity or OutputActivation.Exponential);

    /// <summary>How logits become probabilities.</summary>
    public required OutputActivation Activation { get; init; }

    /// <summary>Rows of the word-embedding matrix, or places of a picture; token ids lie below it.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Width E of the word embeddings (not the hidden size where the two differ), or of a patch's values.</summary>
    public required int EmbeddingWidth { get; init; }

    /// <summary>Longest row the model takes, in tokens, special tokens included.</summary>
    public required int MaxLength { get; init; }

    /// <summary>What the model sees of a picture, where it takes pictures; <see langword="null"/> for models of texts.</summary>
    public PictureShape? Picture { get; init; }

    /// <summary>Number of encoder layers L.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads H per layer.</summary>
    public required int Heads { get; init; }

    /// <summary>
    /// The token whose state a head for the whole text reads, the first unless said; <see langword="null"/> where it reads the mean of all.
    /// </summary>
    public Func<InputRow, int?> ReadsToken { get; init; } = _ => 0;

    /// <summary>Floating-point operations of one forward row of n tokens, or <see langword="null"/> where the core cannot say.</summary>
    public Func<int, double>? ForwardFlops { get; init; }

    /// <summary>
    /// Number of layers whose parameters can be drawn anew, counted from the input: the embeddings are the first, the head is the last.
    /// Layers that share their parameters are one. 0 where <see cref="IModel.Randomized"/> cannot draw any.
    /// </summary>
    public int RandomizableLayers { get; init; }

    /// <summary>
    /// Which parameters were drawn anew, and how, for a model of <see cref="IModel.Randomized"/>; <see langword="null"/> for the
    /// model as trained. What is random beside a model, such as random scores, takes it into its seed.
    /// </summary>
    public string? Randomized { get; init; }

    /// <summary>What computes the answers, or <see langword="null"/> for the default core and for models that are formulas.</summary>
    public CoreInfo? Core { get; init; }
}
