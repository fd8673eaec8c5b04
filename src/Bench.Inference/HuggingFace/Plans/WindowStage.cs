namespace Bench.Inference;

/// <summary>
/// A stage of a model whose patches attend within windows (Swin, Liu et al. 2021, section 3): a grid of states, cut into squares; every
/// other layer cuts it half a window further.
/// </summary>
/// <param name="FirstLayer">Index of its first layer.</param>
/// <param name="Layers">Number of layers.</param>
/// <param name="Rows">States one above the other.</param>
/// <param name="Columns">States side by side.</param>
/// <param name="Window">Edge M of a window; no edge of the grid is shorter.</param>
/// <param name="HiddenSize">Width of the states.</param>
/// <param name="IntermediateSize">Width of the feed-forward layer.</param>
/// <param name="Heads">Attention heads.</param>
public sealed record WindowStage(
    int FirstLayer, int Layers, int Rows, int Columns, int Window, int HiddenSize, int IntermediateSize, int Heads)
{
    /// <summary>Added to the score of two states of different regions.</summary>
    public const float Apart = -100;

    /// <summary>States of the grid.</summary>
    public int States => Rows * Columns;

    /// <summary>States of one window.</summary>
    public int WindowStates => Window * Window;

    /// <summary>Rows of the grid, padded with zeros below to whole windows.</summary>
    public int PaddedRows => Up(Rows);

    /// <summary>Columns of the grid, padded with zeros on the right to whole windows.</summary>
    public int PaddedColumns => Up(Columns);

    /// <summary>Number of windows.</summary>
    public int Windows => PaddedRows / Window * (PaddedColumns / Window);

    /// <summary>Rows of the next stage's grid, which joins squares of four; an odd last row is joined with zeros.</summary>
    public int JoinedRows => (Rows + 1) / 2;

    /// <summary>Columns of the next stage's grid.</summary>
    public int JoinedColumns => (Columns + 1) / 2;

    /// <summary>How far a layer cuts its windows from the grid's corner; where the grid is one window, layers cut alike.</summary>
    /// <param name="layer">Index of the layer.</param>
    public int ShiftOf(int layer) => (layer - FirstLayer) % 2 == 1 && Math.Min(Rows, Columns) > Window ? Window / 2 : 0;

    /// <summary>
    /// The grid's state in every place of every window, window by window, −1 for padding. Shifted windows begin
    /// <see cref="ShiftOf"/> further down and to the right, and what they leave over at the top and left comes last.
    /// </summary>
    /// <param name="shift">How far windows are shifted.</param>
    public int[] Order(int shift)
    {
        int[] order = new int[Windows * WindowStates];
        for (int place = 0; place < order.Length; place++)
        {
            (int y, int x) = Cell(place);
            (int row, int column) = ((y + shift) % PaddedRows, (x + shift) % PaddedColumns);
            order[place] = row < Rows && column < Columns ? (row * Columns) + column : -1;
        }

        return order;
    }

    /// <summary>
    /// The region that every place of every window belongs to: shifted windows hold parts of the grid that are no neighbours, and what lies
    /// in different regions hardly meets (<see cref="Apart"/>).
    /// </summary>
    /// <param name="shift">How far windows are shifted.</param>
    public int[] Regions(int shift)
    {
        int[] regions = new int[Windows * WindowStates];
        for (int place = 0; place < regions.Length && shift > 0; place++)
        {
            (int y, int x) = Cell(place);
            regions[place] = (3 * Band(y, PaddedRows, shift)) + Band(x, PaddedColumns, shift);
        }

        return regions;
    }

    /// <summary>The row of a layer's table of biases [(2M − 1)², heads] for two places of a window.</summary>
    /// <param name="query">Place of the query in its window.</param>
    /// <param name="key">Place of the key in its window.</param>
    public int BiasRow(int query, int key)
    {
        int down = (query / Window) - (key / Window), right = (query % Window) - (key % Window);
        return ((down + Window - 1) * ((2 * Window) - 1)) + right + Window - 1;
    }

    /// <summary>
    /// The four states that the next stage joins in each of its own, −1 for padding: upper left, lower left, upper right, lower right.
    /// </summary>
    public int[] Joined()
    {
        int[] joined = new int[4 * JoinedRows * JoinedColumns];
        for (int i = 0; i < joined.Length; i++)
        {
            int row = (2 * (i / 4 / JoinedColumns)) + (i % 2), column = (2 * (i / 4 % JoinedColumns)) + (i % 4 / 2);
            joined[i] = row < Rows && column < Columns ? (row * Columns) + column : -1;
        }

        return joined;
    }

    private int Band(int at, int size, int shift) => at < size - Window ? 0 : at < size - shift ? 1 : 2;

    private int Up(int size) => (size + Window - 1) / Window * Window;

    // Row and column in the shifted, padded grid.
    private (int Row, int Column) Cell(int place)
    {
        int window = place / WindowStates, inside = place % WindowStates, across = PaddedColumns / Window;
        return ((window / across * Window) + (inside / Window), (window % across * Window) + (inside % Window));
    }
}
