namespace Bench.Inference;

/// <summary>
/// The right operand of a product, packed once: panels as wide as a tile, each contiguous and aligned, columns beyond the matrix
/// zero.
/// </summary>
internal sealed unsafe class PackedMatrix : IDisposable
{
    private readonly NativeBuffer _buffer;

    /// <summary>Allocates zeros.</summary>
    /// <param name="depth">Rows.</param>
    /// <param name="paddedColumns">Columns, padded to <see cref="Padding.Columns"/>.</param>
    /// <param name="panelWidth">Columns of a panel.</param>
    public PackedMatrix(int depth, int paddedColumns, int panelWidth)
    {
        Depth = depth;
        PanelWidth = panelWidth;
        PaddedColumns = paddedColumns;
        _buffer = new NativeBuffer((long)depth * paddedColumns);
    }

    /// <summary>Rows.</summary>
    public int Depth { get; }

    /// <summary>Columns of a panel.</summary>
    public int PanelWidth { get; }

    /// <summary>Columns with padding.</summary>
    public int PaddedColumns { get; }

    /// <summary>From one panel to the next, in floats.</summary>
    public nint PanelStride => (nint)Depth * PanelWidth;

    /// <summary>The first row of the panel that starts at a column.</summary>
    /// <param name="column">A multiple of <see cref="PanelWidth"/>.</param>
    public float* Panel(int column) => _buffer.Pointer + (column / PanelWidth * PanelStride);

    /// <summary>Packs the transpose of a row-major matrix [columns, depth], times a factor.</summary>
    /// <param name="source">The matrix.</param>
    /// <param name="columns">Its rows, which become columns.</param>
    /// <param name="firstColumn">The column where they start, a multiple of the panel width.</param>
    /// <param name="scale">The factor.</param>
    public void PackTransposed(ReadOnlySpan<float> source, int columns, int firstColumn, float scale)
    {
        fixed (float* rows = source)
        {
            // Whole panels first; the last one may have columns to spare, which stay zero.
            int whole = columns / PanelWidth * PanelWidth;
            Transposition.Pack(rows, Depth, whole, Depth, PanelWidth, Panel(firstColumn));
            float* last = Panel(firstColumn + whole);
            for (int column = whole; column < columns; column++)
            {
                for (int depth = 0; depth < Depth; depth++)
                {
                    last[((nint)depth * PanelWidth) + column - whole] = rows[((nint)column * Depth) + depth];
                }
            }
        }

        Multiply(new Span<float>(Panel(firstColumn), checked((int)PanelStride * ((columns + PanelWidth - 1) / PanelWidth))), scale);
    }

    /// <summary>Packs rows of a row-major matrix [rows, columns], times a factor.</summary>
    /// <param name="source">The matrix.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="firstRow">The row where they start.</param>
    /// <param name="scale">The factor.</param>
    public void PackRows(ReadOnlySpan<float> source, int rows, int columns, int firstRow, float scale)
    {
        for (int column = 0; column < columns; column += PanelWidth)
        {
            float* target = Panel(column) + ((nint)firstRow * PanelWidth);
            int width = Math.Min(PanelWidth, columns - column);
            for (int row = 0; row < rows; row++, target += PanelWidth)
            {
                var part = new Span<float>(target, width);
                source.Slice((row * columns) + column, width).CopyTo(part);
                Multiply(part, scale);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();

    private static void Multiply(Span<float> values, float factor)
    {
        if (factor == 1)
        {
            return;
        }

        foreach (ref float value in values)
        {
            value *= factor;
        }
    }
}
