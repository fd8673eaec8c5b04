namespace Bench.Inference;

/// <summary>Rows of floats in native memory.</summary>
/// <param name="data">The first element.</param>
/// <param name="stride">From one row to the next, in floats.</param>
internal unsafe readonly struct Matrix(float* data, nint stride)
{
    /// <summary>The first element; null where the matrix is not there.</summary>
    public float* Data { get; } = data;

    /// <summary>From one row to the next, in floats.</summary>
    public nint Stride { get; } = stride;

    /// <summary>Whether there is no such matrix.</summary>
    public bool IsNull => Data == null;

    /// <summary>The first element of a row.</summary>
    public float* Row(int index) => Data + (index * Stride);

    /// <summary>The matrix from a row and a column on.</summary>
    public Matrix From(int row, int column) => new(Data + (row * Stride) + column, Stride);
}
