namespace Bench.Inference;

/// <summary>A number of tile rows as a type, so that the JIT sees a constant.</summary>
internal interface IRowCount
{
    static abstract int Count { get; }
}
