using System.ComponentModel;

namespace Bench.Tasks;

/// <summary>How the labels of tokens become entities.</summary>
public enum Aggregation
{
    /// <summary>Every token by itself.</summary>
    None,

    /// <summary>Neighbouring tokens of one type.</summary>
    Simple,

    /// <summary>Words, each with the label of its first piece; then neighbouring words of one type.</summary>
    First,

    /// <summary>Words, each with the label of the mean of its pieces' probabilities.</summary>
    Average,

    /// <summary>Words, each with the label of its surest piece.</summary>
    Max,
}

/// <summary>Options of <see cref="TokenTask"/>.</summary>
public sealed record TokenOptions
{
    /// <summary>How entities are made.</summary>
    [Description("How tokens become entities, as the pipeline of transformers does: none, simple, first, average or max")]
    public Aggregation Aggregation { get; init; } = Aggregation.Simple;

    /// <summary>Labels that are no entity and are not explained unless asked for by name.</summary>
    [Description("Labels that are no entity and are not explained unless named, separated by ;")]
    public string IgnoreLabels { get; init; } = "O";

    /// <summary>Positions that are not explained unless asked for.</summary>
    [Description("Positions that are not explained unless named, separated by ;")]
    public string IgnoreIndexes { get; init; } = "";
}
