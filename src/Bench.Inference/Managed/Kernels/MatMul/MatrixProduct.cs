namespace Bench.Inference;

/// <summary>
/// One product C = Initial + A·B, then <see cref="Finish"/>, as pointers and strides in floats. B comes in panels two registers
/// wide: packed ones (<see cref="PackedMatrix"/>) or columns of any row-major matrix. The last panel may be wider than the matrix;
/// C has room for it.
/// </summary>
internal unsafe struct MatrixProduct
{
    /// <summary>Rows of A and C.</summary>
    public int Rows;

    /// <summary>Columns of A, rows of B.</summary>
    public int Depth;

    /// <summary>Panels of B and C.</summary>
    public int Panels;

    /// <summary>A: the first element.</summary>
    public float* Left;

    /// <summary>A: from one row to the next.</summary>
    public nint LeftRow;

    /// <summary>A: from one column to the next; 1 unless A is read transposed.</summary>
    public nint LeftStep;

    /// <summary>B: the first element.</summary>
    public float* Right;

    /// <summary>B: from one row to the next within a panel.</summary>
    public nint RightStep;

    /// <summary>B: from one panel to the next.</summary>
    public nint RightPanel;

    /// <summary>Where the sums start, may be C itself; null for zero.</summary>
    public float* Initial;

    /// <summary>Initial: from one row to the next; 0 for a bias.</summary>
    public nint InitialRow;

    /// <summary>C: the first element.</summary>
    public float* Result;

    /// <summary>C: from one row to the next.</summary>
    public nint ResultRow;

    /// <summary>What is done to each tile of C while it is in the cache.</summary>
    public TileFinish Finish;
}
