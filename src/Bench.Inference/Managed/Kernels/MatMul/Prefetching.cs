using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Bench.Inference;

/// <summary>Brings rows of a matrix into the first-level cache, to arrive while something else is computed.</summary>
internal static unsafe class Prefetching
{
    /// <summary>How many rows ahead to ask for rows that lie far apart, where nothing else foretells them.</summary>
    public const int RowsAhead = 16;

    private const int Line = 16;

    /// <summary>Asks for rows; does nothing where the processor has no such instruction.</summary>
    /// <param name="first">The first element of the first row.</param>
    /// <param name="stride">From one row to the next, in floats.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">Floats of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(float* first, nint stride, int rows, int width)
    {
        for (int row = 0; Sse.IsSupported && row < rows; row++, first += stride)
        {
            for (int column = 0; column < width; column += Line)
            {
                Sse.Prefetch0(first + column);
            }
        }
    }
}
