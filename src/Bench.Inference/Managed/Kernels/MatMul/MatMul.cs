using System.Runtime.CompilerServices;

namespace Bench.Inference;

/// <summary>
/// Cuts a product into tiles. A block of rows of A stays in the second-level cache while the panels of B stream past it, the next
/// one fetched while one is used; depth is cut so that a strip of a panel stays close. A sum that is cut goes on from the stored
/// value, so an element is one and the same chain of multiply-adds however the product is cut.
/// </summary>
internal static unsafe class MatMul<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int DepthBlock = 768;
    private const int RowBlock = 192;

    // Shorter sums end before the next tile could arrive.
    private const int LeastDepthToPrefetch = 96;

    /// <summary>Columns of a panel.</summary>
    public static int PanelWidth => TLanes.Count * 2;

    /// <summary>Computes products of as many rows, depth and panels, panel by panel in turns.</summary>
    /// <param name="products">The operands; what one does to a panel, the finish of the next finds in the caches.</param>
    /// <param name="zeros">A panel's width of zeros, where sums start that start with nothing.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(ReadOnlySpan<MatrixProduct> products, float* zeros)
    {
        ref readonly MatrixProduct first = ref products[0];
        int rowBlocks = Blocks(first.Rows, RowBlock);
        int depthBlocks = Math.Max(1, Blocks(first.Depth, DepthBlock));
        int steps = first.Panels * products.Length;
        for (int rowBlock = 0; rowBlock < rowBlocks; rowBlock++)
        {
            (int firstRow, int rows) = Part(first.Rows, rowBlocks, rowBlock);
            for (int depthBlock = 0; depthBlock < depthBlocks; depthBlock++)
            {
                (int firstDepth, int depth) = Part(first.Depth, depthBlocks, depthBlock);
                bool last = depthBlock == depthBlocks - 1;
                for (int step = 0; step < steps; step++)
                {
                    int panel = step / products.Length;
                    ref readonly MatrixProduct product = ref products[step % products.Length];
                    Tile tile = FirstTile(product, firstRow, panel, firstDepth, depth, zeros);
                    tile.Next = step + 1 < steps
                        ? Panel(products[(step + 1) % products.Length], (step + 1) / products.Length, firstDepth)
                        : Panel(first, 0, last ? 0 : firstDepth + depth);
                    TileFinish finish = last ? product.Finish : default;
                    finish.Offset = (firstRow * finish.Row) + (panel * PanelWidth);
                    Strip(ref tile, ref finish, rows);
                }
            }
        }
    }

    // A panel of B from some depth on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* Panel(in MatrixProduct product, int panel, int firstDepth) =>
        product.Right + (panel * product.RightPanel) + (firstDepth * product.RightStep);

    /// <summary>Where the tiles of a panel start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Tile FirstTile(in MatrixProduct product, int firstRow, int panel, int firstDepth, int depth, float* zeros)
    {
        int column = panel * PanelWidth;
        float* result = product.Result + (firstRow * product.ResultRow) + column;
        Tile tile = new()
        {
            Depth = depth,
            Left = product.Left + (firstRow * product.LeftRow) + (firstDepth * product.LeftStep),
            LeftRow = product.LeftRow,
            LeftStep = product.LeftStep,
            Right = Panel(product, panel, firstDepth),
            RightStep = product.RightStep,
            Initial = result,
            InitialRow = product.ResultRow,
            Result = result,
            ResultRow = product.ResultRow,
        };
        if (firstDepth == 0)
        {
            // Later blocks of the depth go on from the sums in the result.
            bool empty = product.Initial == null;
            tile.Initial = empty ? zeros : product.Initial + (firstRow * product.InitialRow) + column;
            tile.InitialRow = empty ? 0 : product.InitialRow;
        }

        return tile;
    }

    /// <summary>All tiles of one panel, as even as possible.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strip(ref Tile tile, ref TileFinish finish, int rows)
    {
        int tiles = Blocks(rows, TLanes.TileRows);
        tile.NextStep = Blocks((int)tile.RightStep, tiles);
        for (int i = 0; i < tiles; i++)
        {
            int count = Part(rows, tiles, i).Length;
            if (finish.Kind is not (FinishKind.None or FinishKind.Activate) && finish.Slope != null)
            {
                Prefetching.Fetch(finish.Slope + finish.Offset, finish.Row, count, PanelWidth);
            }

            if (finish.Values != null)
            {
                Prefetching.Fetch(finish.Values + finish.Offset, finish.Row, count, PanelWidth);
            }

            if (tile.Depth >= LeastDepthToPrefetch)
            {
                Prefetching.Fetch(tile.Result + (count * tile.ResultRow), tile.ResultRow, count, PanelWidth);
            }

            Run(tile, count);
            if (finish.Kind != FinishKind.None)
            {
                TileFinisher<TLanes>.Run(tile.Result, tile.ResultRow, count, finish);
                finish.Offset += count * finish.Row;
            }

            tile.Next += tile.Depth * tile.NextStep;
            tile.Left += count * tile.LeftRow;
            tile.Initial += count * tile.InitialRow;
            tile.Result += count * tile.ResultRow;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run(in Tile tile, int rows)
    {
        switch (rows)
        {
            case 1: MicroKernel<TLanes, Rows1>.Run(tile); break;
            case 2: MicroKernel<TLanes, Rows2>.Run(tile); break;
            case 3: MicroKernel<TLanes, Rows3>.Run(tile); break;
            case 4: MicroKernel<TLanes, Rows4>.Run(tile); break;
            case 5: MicroKernel<TLanes, Rows5>.Run(tile); break;
            case 6: MicroKernel<TLanes, Rows6>.Run(tile); break;
            case 7: MicroKernel<TLanes, Rows7>.Run(tile); break;
            case 8: MicroKernel<TLanes, Rows8>.Run(tile); break;
            case 9: MicroKernel<TLanes, Rows9>.Run(tile); break;
            case 10: MicroKernel<TLanes, Rows10>.Run(tile); break;
            case 11: MicroKernel<TLanes, Rows11>.Run(tile); break;
            case 12: MicroKernel<TLanes, Rows12>.Run(tile); break;
            case 13: MicroKernel<TLanes, Rows13>.Run(tile); break;
            default: MicroKernel<TLanes, Rows14>.Run(tile); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Blocks(int length, int most) => (length + most - 1) / most;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int Start, int Length) Part(int length, int parts, int index)
    {
        int start = (int)((long)length * index / parts);
        return (start, (int)((long)length * (index + 1) / parts) - start);
    }
}
