namespace Bench.Inference;

/// <summary>A stretch of the original text.</summary>
/// <param name="Start">First character, in UTF-16 units.</param>
/// <param name="End">One past the last.</param>
internal readonly record struct Origin(int Start, int End)
{
    /// <summary>The smallest stretch that holds both.</summary>
    /// <param name="other">Another stretch.</param>
    public Origin Union(Origin other) => new(Math.Min(Start, other.Start), Math.Max(End, other.End));
}
