using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Windows that slide over features: stretches of a list, or squares of a picture's grid.</summary>
internal static class OcclusionWindows
{
    /// <summary>Windows over a list.</summary>
    /// <param name="m">Number of features.</param>
    /// <param name="window">Features in a window.</param>
    /// <param name="stride">Features from one start to the next; the last window may be cut short by the end.</param>
    public static int[][] OfList(int m, int window, int stride) =>
        [.. Starts(m, window, stride).Select(start => Enumerable.Range(start, Math.Min(window, m - start)).ToArray())];

    /// <summary>Square windows over a grid, row by row.</summary>
    /// <param name="columns">Features side by side.</param>
    /// <param name="rows">Features one above the other.</param>
    /// <param name="window">Features along a window's edge.</param>
    /// <param name="stride">Features from one start to the next, across and down.</param>
    public static int[][] OfGrid(int columns, int rows, int window, int stride) =>
        [.. from down in OfList(rows, window, stride)
            from across in OfList(columns, window, stride)
            select (from row in down from column in across select (row * columns) + column).ToArray()];

    /// <summary>Columns and rows of the units of a picture, where they form a grid.</summary>
    /// <param name="input">A text or picture.</param>
    public static (int Columns, int Rows)? Grid(TokenizedText input) => (input.Picture?.Shape, input.Choice.Granularity) switch
    {
        ({ } shape, Granularity.Token) => (shape.Columns, shape.Rows),
        ({ } shape, Granularity.Cell) =>
            (Cells(shape.Width, input.Choice.CellSize!.Value), Cells(shape.Height, input.Choice.CellSize!.Value)),
        _ => null,
    };

    /// <summary>The effect of taking each window away, shared by its features.</summary>
    /// <param name="game">The game.</param>
    /// <param name="windows">Features of each window; together all of them.</param>
    /// <returns>
    /// For each feature the mean effect of the windows that cover it, the effect of every window, and the value of the full text.
    /// </returns>
    public static (double[] Features, double[] Windows, double Full) Effects(CoalitionGame game, int[][] windows)
    {
        int m = game.Count;
        double[] values = game.Values([Without(m, []), .. windows.Select(window => Without(m, window))]);
        double[] effects = [.. values.Skip(1).Select(value => values[0] - value)];
        double[] sums = new double[m];
        int[] covered = new int[m];
        for (int k = 0; k < effects.Length; k++)
        {
            foreach (int i in windows[k])
            {
                sums[i] += effects[k];
                covered[i]++;
            }
        }

        return ([.. sums.Select((sum, i) => sum / covered[i])], effects, values[0]);
    }

    private static IEnumerable<int> Starts(int m, int window, int stride)
    {
        for (int start = 0; start == 0 || start - stride + window < m; start += stride)
        {
            yield return start;
        }
    }

    private static int Cells(int edge, int size) => (edge + size - 1) / size;

    private static bool[] Without(int m, int[] removed)
    {
        bool[] kept = new bool[m];
        Array.Fill(kept, true);
        foreach (int i in removed)
        {
            kept[i] = false;
        }

        return kept;
    }
}
