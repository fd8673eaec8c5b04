using System.ComponentModel;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>How the scores of a group's tokens become one.</summary>
public enum AggregateBy
{
    /// <summary>Sum.</summary>
    Sum,

    /// <summary>Mean.</summary>
    Mean,

    /// <summary>Largest.</summary>
    Max,

    /// <summary>The one of largest size, with its sign.</summary>
    SignedLargest,
}

/// <summary>Options of <see cref="AggregateExplainer"/>.</summary>
public sealed record AggregateOptions
{
    /// <summary>The explainer gathered.</summary>
    [Description("The explainer whose scores are gathered, with its options; quote it where it holds commas")]
    public string Of { get; init; } = "leave-one-out";

    /// <summary>Groups.</summary>
    [Description("Groups of tokens: words, clauses (between punctuation marks), segments (the texts of a pair), or spans")]
    public AggregateLevel Level { get; init; } = AggregateLevel.Words;

    /// <summary>Spans that are groups.</summary>
    [Description("Character spans that are groups, as in 0-4;10-18;2:0-3 (2: the second text); for level=spans only")]
    public string Spans { get; init; } = "";

    /// <summary>How scores become one.</summary>
    [Description("How the scores of a group become one; every token of the group gets it")]
    public AggregateBy By { get; init; } = AggregateBy.Sum;

    /// <summary>How the explainer gathered takes tokens away.</summary>
    [Description("How the explainer gathered takes tokens away unless it says so itself; empty: its own default")]
    [FollowsRemoval]
    public Removal? Removal { get; init; }
}

/// <summary>Options of <see cref="EnsembleExplainer"/>.</summary>
public sealed record EnsembleOptions
{
    /// <summary>The members.</summary>
    [Description("Explainers whose ranks are averaged, separated by commas, with their options; quote the list")]
    public string Of { get; init; } = "leave-one-out,lime,partition-shap";

    /// <summary>How every member takes tokens away.</summary>
    [Description("How every member takes tokens away unless it says so itself; empty: its own default")]
    [FollowsRemoval]
    public Removal? Removal { get; init; }
}
