using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Bench.Inference;

/// <summary>Packs the transpose of a matrix into panels, so that its rows can stand as columns of a product (keys, values).</summary>
internal static unsafe class Transposition
{
    /// <summary>
    /// Writes panels [columns][panelWidth]; column j of panel p is row p · panelWidth + j of the source. Columns past the last row
    /// repeat it, so that nothing undefined is computed with.
    /// </summary>
    /// <param name="source">Rows of at least <paramref name="columns"/> floats, rounded up to 4.</param>
    /// <param name="stride">From one source row to the next.</param>
    /// <param name="rows">Source rows.</param>
    /// <param name="columns">Source columns.</param>
    /// <param name="panelWidth">2, or a multiple of 4.</param>
    /// <param name="target">Room for <see cref="Size"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(float* source, nint stride, int rows, int columns, int panelWidth, float* target)
    {
        for (int firstRow = 0; firstRow < rows; firstRow += panelWidth, target += (nint)panelWidth * columns)
        {
            if (panelWidth % 4 != 0)
            {
                PackScalar(source, stride, firstRow, rows, columns, panelWidth, target);
                continue;
            }

            for (int j = 0; j < panelWidth; j += 4)
            {
                if (firstRow + j + Prefetching.RowsAhead < rows)
                {
                    Prefetching.Fetch(source + ((firstRow + j + Prefetching.RowsAhead) * stride), stride, 4, columns);
                }

                float* row0 = source + (Math.Min(firstRow + j, rows - 1) * stride);
                float* row1 = source + (Math.Min(firstRow + j + 1, rows - 1) * stride);
                float* row2 = source + (Math.Min(firstRow + j + 2, rows - 1) * stride);
                float* row3 = source + (Math.Min(firstRow + j + 3, rows - 1) * stride);
                float* column = target + j;
                int i = 0;
                for (; i <= columns - 4; i += 4, column += panelWidth * 4)
                {
                    Block(
                        Vector128.Load(row0 + i),
                        Vector128.Load(row1 + i),
                        Vector128.Load(row2 + i),
                        Vector128.Load(row3 + i),
                        column,
                        panelWidth);
                }

                for (; i < columns; i++, column += panelWidth)
                {
                    Vector128.Create(row0[i], row1[i], row2[i], row3[i]).Store(column);
                }
            }
        }
    }

    /// <summary>Floats that <see cref="Pack"/> writes.</summary>
    public static nint Size(int rows, int columns, int panelWidth) => (nint)((rows + panelWidth - 1) / panelWidth) * panelWidth * columns;

    /// <summary>Transposes four rows of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<float> Row0, Vector128<float> Row1, Vector128<float> Row2, Vector128<float> Row3) Turn(
        Vector128<float> row0, Vector128<float> row1, Vector128<float> row2, Vector128<float> row3)
    {
        if (Sse.IsSupported)
        {
            Vector128<float> low01 = Sse.UnpackLow(row0, row1), high01 = Sse.UnpackHigh(row0, row1);
            Vector128<float> low23 = Sse.UnpackLow(row2, row3), high23 = Sse.UnpackHigh(row2, row3);
            return (Sse.MoveLowToHigh(low01, low23), Sse.MoveHighToLow(low23, low01), Sse.MoveLowToHigh(high01, high23),
                Sse.MoveHighToLow(high23, high01));
        }

        if (AdvSimd.Arm64.IsSupported)
        {
            Vector128<float> low02 = AdvSimd.Arm64.ZipLow(row0, row2), high02 = AdvSimd.Arm64.ZipHigh(row0, row2);
            Vector128<float> low13 = AdvSimd.Arm64.ZipLow(row1, row3), high13 = AdvSimd.Arm64.ZipHigh(row1, row3);
            return (AdvSimd.Arm64.ZipLow(low02, low13), AdvSimd.Arm64.ZipHigh(low02, low13), AdvSimd.Arm64.ZipLow(high02, high13),
                AdvSimd.Arm64.ZipHigh(high02, high13));
        }

        return (Column(0), Column(1), Column(2), Column(3));

        Vector128<float> Column(int i) => Vector128.Create(row0.GetElement(i), row1.GetElement(i), row2.GetElement(i), row3.GetElement(i));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(
        Vector128<float> row0, Vector128<float> row1, Vector128<float> row2, Vector128<float> row3, float* target, nint stride)
    {
        (row0, row1, row2, row3) = Turn(row0, row1, row2, row3);
        row0.Store(target);
        row1.Store(target + stride);
        row2.Store(target + (2 * stride));
        row3.Store(target + (3 * stride));
    }

    private static void PackScalar(float* source, nint stride, int firstRow, int rows, int columns, int panelWidth, float* target)
    {
        for (int j = 0; j < panelWidth; j++)
        {
            float* row = source + (Math.Min(firstRow + j, rows - 1) * stride);
            for (int i = 0; i < columns; i++)
            {
                target[((nint)i * panelWidth) + j] = row[i];
            }
        }
    }
}
