using System.ComponentModel;

namespace Bench.Evaluation;

/// <summary>Options of the format <c>jsonl</c>.</summary>
public sealed record JsonLinesOptions
{
    /// <summary>What rationale offsets count.</summary>
    [Description("What rationale offsets count")]
    public OffsetUnit Offsets { get; set; } = OffsetUnit.Utf16;
}
