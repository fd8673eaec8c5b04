namespace Bench.Inference;

/// <summary>
/// Operands of one tile, C = Initial + A·B, as pointers and strides in floats. A is addressed by row and step, so a transposed A
/// costs nothing; the columns of B and C are two registers wide and contiguous.
/// </summary>
internal unsafe struct Tile
{
    /// <summary>Number of products summed into each element.</summary>
    public nint Depth;

    /// <summary>A: the first element.</summary>
    public float* Left;

    /// <summary>A: from one row to the next.</summary>
    public nint LeftRow;

    /// <summary>A: from one step of the depth to the next.</summary>
    public nint LeftStep;

    /// <summary>B: the first element.</summary>
    public float* Right;

    /// <summary>B: from one step of the depth to the next.</summary>
    public nint RightStep;

    /// <summary>What is fetched while the tile is summed: this tile's share of the panel that comes next.</summary>
    public float* Next;

    /// <summary>Next: from one step of the depth to the next.</summary>
    public nint NextStep;

    /// <summary>Where the sums start; may be C itself.</summary>
    public float* Initial;

    /// <summary>Initial: from one row to the next; 0 gives every row the same start, a bias.</summary>
    public nint InitialRow;

    /// <summary>C: the first element.</summary>
    public float* Result;

    /// <summary>C: from one row to the next.</summary>
    public nint ResultRow;
}
