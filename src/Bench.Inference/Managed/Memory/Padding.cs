namespace Bench.Inference;

/// <summary>How rows are padded, so that no kernel needs a special case for odd widths.</summary>
internal static class Padding
{
    /// <summary>Widths are padded to a multiple of the widest panel of any kernel.</summary>
    public const int Columns = 32;

    /// <summary>The padded width.</summary>
    public static int Pad(int width) => (width + Columns - 1) / Columns * Columns;

    /// <summary>
    /// From one row to the next: a cache line more than the padded width, because rows a multiple of 4096 bytes apart would all
    /// compete for the same few lines of the first-level cache.
    /// </summary>
    public static int Stride(int width) => Pad(width) + 16;
}
