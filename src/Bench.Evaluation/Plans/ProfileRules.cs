using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>What an option profile does for one task beyond the options of explainers and metrics.</summary>
public sealed record ProfileRules
{
    /// <summary>Nothing.</summary>
    public static ProfileRules None { get; } = new();

    /// <summary>The number explained unless one is asked for, or <see langword="null"/> for Bench's own default.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>The explainers of single texts where none is named, or none for Bench's own.</summary>
    public ImmutableArray<string> Explainers { get; init; } = [];

    /// <summary>What becomes of the model's tokenizer.</summary>
    public Func<ITokenizer, ITokenizer> Tokenizer { get; init; } = tokenizer => tokenizer;
}
