namespace Bench.Evaluation;

/// <summary>What the character offsets of a dataset count.</summary>
public enum OffsetUnit
{
    /// <summary>UTF-16 units, as C#, Java and JavaScript do; an emoji is two.</summary>
    Utf16,

    /// <summary>Code points, as Python does; an emoji is one.</summary>
    CodePoints,
}
