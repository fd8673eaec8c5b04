using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Bench.Abstractions;

/// <summary>What a list or a table says of an explainer.</summary>
public sealed record ExplainerDescriptor : IComponentDescriptor
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>The method's name as its paper writes it.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The family: <c>gradient</c>, <c>perturbation</c>, <c>attention</c>, <c>search</c>, <c>floor</c>, <c>oracle</c>, <c>aggregate</c>.
    /// </summary>
    public required string Family { get; init; }

    /// <summary>What it asks of a model beyond predictions.</summary>
    public Ask Needs { get; init; }

    /// <summary>
    /// Rows per explanation as a formula over its options, n (tokens) and m (features), for example <c>steps forward and backward</c>.
    /// </summary>
    public required string CostFormula { get; init; }

    /// <summary>Paper and equation.</summary>
    public required string Citation { get; init; }

    /// <inheritdoc/>
    public required string Summary { get; init; }

    /// <summary>
    /// Whether a score's sign says if a token speaks for or against the target. Norms and attention weights say only how much it matters,
    /// and are judged apart where the sign is asked for.
    /// </summary>
    public bool IsSigned { get; init; } = true;

    /// <summary>Options under which it is not <see cref="IsSigned"/>, as <c>key=value</c>; empty where it never depends on them.</summary>
    public ImmutableArray<string> UnsignedWith { get; init; } = [];

    /// <summary>
    /// Whether its scores are never negative although they are no sizes: random numbers, ranks, relevance that counts only what speaks for
    /// the target. They are judged with signed ones, and drawn as scores without a sign: in one colour and without a sum.
    /// </summary>
    [JsonIgnore]
    public bool IsNeverNegative { get; init; }

    /// <summary>Options under which it <see cref="IsNeverNegative"/>, as <c>key=value</c>.</summary>
    [JsonIgnore]
    public ImmutableArray<string> NeverNegativeWith { get; init; } = [];

    /// <summary>
    /// Whether its scores hang on <see cref="ExplanationRequest.Seed"/>, so that a run may repeat it with other seeds. One that gathers
    /// others draws where they do, whatever stands here.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Draws { get; init; }

    /// <summary>
    /// Why it is not defined for what a model answers, or <see langword="null"/> where it is: a search for the edge of a decision knows
    /// classes only. Runs refuse it by name before anything is computed.
    /// </summary>
    [JsonIgnore]
    public Func<ModelInfo, string?> UndefinedFor { get; init; } = _ => null;

    /// <summary>Whether a score's sign says something with given options.</summary>
    /// <param name="options">Every option's value by its key.</param>
    public bool IsSignedWith(IEnumerable<KeyValuePair<string, string>> options) =>
        IsSigned && !options.Any(option => UnsignedWith.Contains($"{option.Key}={option.Value}"));

    /// <summary>Whether a score may be negative with given options.</summary>
    /// <param name="options">Every option's value by its key.</param>
    public bool CanBeNegativeWith(IReadOnlyCollection<KeyValuePair<string, string>> options) =>
        IsSignedWith(options) && !IsNeverNegative && !options.Any(option => NeverNegativeWith.Contains($"{option.Key}={option.Value}"));
}
