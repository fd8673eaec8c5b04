using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Bench.Evaluation;

/// <summary>One explanation, properties in the file's order. Only name and scores are certain to be there.</summary>
public sealed record RecordedExplanation
{
    /// <summary>Makes a record of scores.</summary>
    /// <param name="name">Name of the explainer in tables.</param>
    /// <param name="scores">One score per token.</param>
    public RecordedExplanation(string name, ImmutableArray<double> scores) => (Name, Scores) = (name, scores);

    /// <summary>Name of the explainer in tables.</summary>
    public string Name { get; init; }

    /// <summary>Its id.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Explainer { get; init; }

    /// <summary>Every option with the value used.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, string>? Options { get; init; }

    /// <summary>The seed that it was given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ulong? Seed { get; init; }

    /// <summary>
    /// Whether a score may be negative, and so says by its sign for what a token speaks; <see langword="null"/> where the file does not
    /// say.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Signed { get; init; }

    /// <summary>One score per token.</summary>
    public ImmutableArray<double> Scores { get; init; }

    /// <summary>The units with their scores, where units larger than tokens were explained.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<RecordedUnit>? Units { get; init; }

    /// <summary>One score per pixel of a picture, [height][width], where the explainer gives such.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<ImmutableArray<double>>? PixelScores { get; init; }

    /// <summary>One standard error per token, where the explainer knows them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<double>? StandardErrors { get; init; }

    /// <summary>What the explainer says of its own work, by name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? Diagnostics { get; init; }

    /// <summary>How far to trust it, or <see langword="null"/> where the file does not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RecordedTrust? Trust { get; init; }

    /// <summary>How much it owes to its seed, where it was repeated.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RecordedSeeds? Seeds { get; init; }

    /// <summary>What was asked of the model for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RecordedCost? Cost { get; init; }
}
