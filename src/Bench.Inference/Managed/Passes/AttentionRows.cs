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

    /// <summary>Queries, already multiplied by the factor of the scores.</summary>
    public Matrix Queries;

    /// <summary>Keys of all tokens.</summary>
    public Matrix Keys;

    /// <summary>Values of all tokens.</summary>
    public Matrix Values;

    /// <summary>Mixed values of the queries; in the backward pass, the gradient by them.</summary>
    public Matrix Context;

    /// <summary>Where weights are kept [heads, queries, padded keys], or null.</summary>
    public float* Weights;

    /// <summary>Added to the scores of a window beside its biases [tokens, tokens]; null where nothing is.</summary>
    public Matrix Apart;

    /// <summary>How queries and keys are rotated by position, or null where they are not.</summary>
    public RotaryTable? Rotary;

    /// <summary>Position of each token, rising over the keys.</summary>
    public int* Positions;

    /// <summary>Slot of the first query among the tokens.</summary>
    public int FirstQuery;

    /// <summary>Whether a query meets only keys that do not come after it.</summary>
    public bool Causal;

    /// <summary>The farthest distance at which a query meets a key.</summary>
    public int Reach;

    /// <summary>From one query's weights to the next.</summary>
    public readonly nint WeightStride => Padding.Pad(KeyCount);

    /// <summary>Whether the keys' positions follow each other without a gap.</summary>
    public readonly bool AreKeysDense => Positions[KeyCount - 1] - Positions[0] == KeyCount - 1;

    /// <summary>Position of a query.</summary>
    public readonly int QueryPosition(int query) => Positions[FirstQuery + query];

    /// <summary>The kept weights of a head.</summary>
    public readonly Matrix WeightsOf(int head) => new(Weights + (head * (nint)QueryCount * WeightStride), WeightStride);
}
