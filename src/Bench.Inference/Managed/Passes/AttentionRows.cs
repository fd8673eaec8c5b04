namespace Bench.Inference;

/// <summary>The operands of one sequence's attention, heads side by side in the columns.</summary>
internal unsafe struct AttentionRows
{
    /// <summary>Number of queries.</summary>
    public int QueryCount;

    /// <summary>Number of keys: the first tokens.</summary>
    public int KeyCount;

    /// <summary>Number of tokens, keys or not.</summary>
    public int TokenCount;

    /// <summary>Queries, already divided by √d.</summary>
    public Matrix Queries;

    /// <summary>Keys of all tokens.</summary>
    public Matrix Keys;

    /// <summary>Values of all tokens.</summary>
    public Matrix Values;

    /// <summary>Mixed values of the queries; in the backward pass, the gradient by them.</summary>
    public Matrix Context;

    /// <summary>Where weights are kept [heads, queries, padded keys], or null.</summary>
    public float* Weights;

    /// <summary>From one query's weights to the next.</summary>
    public readonly nint WeightStride => Padding.Pad(KeyCount);

    /// <summary>The kept weights of a head.</summary>
    public readonly Matrix WeightsOf(int head) => new(Weights + (head * (nint)QueryCount * WeightStride), WeightStride);
}
