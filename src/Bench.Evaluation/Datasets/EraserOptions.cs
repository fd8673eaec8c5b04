using System.ComponentModel;

namespace Bench.Evaluation;

/// <summary>Options of the format <c>eraser</c>.</summary>
public sealed record EraserOptions
{
    /// <summary>Which part of the data set to read.</summary>
    [Description("Which part to read: the file SPLIT.jsonl")]
    public string Split { get; set; } = "val";
}
