using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Bench.Inference;

/// <summary>
/// The inner loop of every matrix product: a tile of <typeparamref name="TRows"/> rows by two registers, whose sums stay in
/// registers over the whole depth. The row count is a type, so the JIT makes one unrolled method per count and drops the rows that
/// are not there. Each element is one chain of multiply-adds over the depth, whatever the row count: that makes results independent
/// of how rows are cut into tiles.
/// </summary>
internal static unsafe class MicroKernel<TLanes, TRows>
    where TLanes : unmanaged, ILanes<TLanes>
    where TRows : struct, IRowCount
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run(in Tile tile)
    {
        float* start = tile.Initial;
        nint startRow = tile.InitialRow;
        TileRow<TLanes> row0 = TileRow<TLanes>.Load(start);
        TileRow<TLanes> row1 = TRows.Count > 1 ? TileRow<TLanes>.Load(start += startRow) : default;
        TileRow<TLanes> row2 = TRows.Count > 2 ? TileRow<TLanes>.Load(start += startRow) : default;
        TileRow<TLanes> row3 = TRows.Count > 3 ? TileRow<TLanes>.Load(start += startRow) : default;
        TileRow<TLanes> row4 = TRows.Count > 4 ? TileRow<TLanes>.Load(start += startRow) : default;
        TileRow<TLanes> row5 = TRows.Count > 5 ? TileRow<TLanes>.Load(start += startRow) : default;
        TileRow<TLanes> row6 = TRows.Count > 6 ? TileRow<TLanes>.Load(start += startRow) : default;
        TileRow<TLanes> row7 = TRows.Count > 7 ? TileRow<TLanes>.Load(start += startRow) : default;
        TileRow<TLanes> row8 = TRows.Count > 8 ? TileRow<TLanes>.Load(start += startRow) : default;
        TileRow<TLanes> row9 = TRows.Count > 9 ? TileRow<TLanes>.Load(start += startRow) : default;
        TileRow<TLanes> row10 = TRows.Count > 10 ? TileRow<TLanes>.Load(start += startRow) : default;
        TileRow<TLanes> row11 = TRows.Count > 11 ? TileRow<TLanes>.Load(start += startRow) : default;
        TileRow<TLanes> row12 = TRows.Count > 12 ? TileRow<TLanes>.Load(start += startRow) : default;
        TileRow<TLanes> row13 = TRows.Count > 13 ? TileRow<TLanes>.Load(start += startRow) : default;

        // Four pointers and three offsets address all rows with few registers.
        nint one = tile.LeftRow, two = one * 2, three = one * 3, step = tile.LeftStep;
        float* left = tile.Left, left4 = left + (one * 4), left8 = left + (one * 8), left12 = left + (one * 12);
        float* right = tile.Right;
        nint rightStep = tile.RightStep;
        float* next = tile.Next;
        nint nextStep = tile.NextStep;
        for (nint depth = tile.Depth; depth > 0; depth--)
        {
            TLanes first = TLanes.Load(right), second = TLanes.Load(right + TLanes.Count);
            row0.Add(*left, first, second);
            if (TRows.Count > 1) row1.Add(left[one], first, second);
            if (TRows.Count > 2) row2.Add(left[two], first, second);
            if (TRows.Count > 3) row3.Add(left[three], first, second);
            if (TRows.Count > 4) row4.Add(*left4, first, second);
            if (TRows.Count > 5) row5.Add(left4[one], first, second);
            if (TRows.Count > 6) row6.Add(left4[two], first, second);
            if (TRows.Count > 7) row7.Add(left4[three], first, second);
            if (TRows.Count > 8) row8.Add(*left8, first, second);
            if (TRows.Count > 9) row9.Add(left8[one], first, second);
            if (TRows.Count > 10) row10.Add(left8[two], first, second);
            if (TRows.Count > 11) row11.Add(left8[three], first, second);
            if (TRows.Count > 12) row12.Add(*left12, first, second);
            if (TRows.Count > 13) row13.Add(left12[one], first, second);
            if (Sse.IsSupported) Sse.Prefetch1(next);
            next += nextStep;
            left += step;
            left4 += step;
            left8 += step;
            left12 += step;
            right += rightStep;
        }

        float* result = tile.Result;
        nint resultRow = tile.ResultRow;
        row0.Store(result);
        if (TRows.Count > 1) row1.Store(result += resultRow);
        if (TRows.Count > 2) row2.Store(result += resultRow);
        if (TRows.Count > 3) row3.Store(result += resultRow);
        if (TRows.Count > 4) row4.Store(result += resultRow);
        if (TRows.Count > 5) row5.Store(result += resultRow);
        if (TRows.Count > 6) row6.Store(result += resultRow);
        if (TRows.Count > 7) row7.Store(result += resultRow);
        if (TRows.Count > 8) row8.Store(result += resultRow);
        if (TRows.Count > 9) row9.Store(result += resultRow);
        if (TRows.Count > 10) row10.Store(result += resultRow);
        if (TRows.Count > 11) row11.Store(result += resultRow);
        if (TRows.Count > 12) row12.Store(result += resultRow);
        if (TRows.Count > 13) row13.Store(result += resultRow);
    }
}
