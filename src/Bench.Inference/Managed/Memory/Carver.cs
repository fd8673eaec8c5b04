namespace Bench.Inference;

/// <summary>
/// Hands out aligned parts of one block of memory. Over a null block it only counts, so a layout is measured with the same code
/// that makes it.
/// </summary>
internal unsafe struct Carver(float* block)
{
    // Products read and write whole panels, up to this many floats past the last row.
    private const int Slack = 64;
    private const int Line = 16;

    /// <summary>Floats handed out.</summary>
    public long Used { get; private set; }

    /// <summary>Hands out <paramref name="count"/> floats, with some room behind them.</summary>
    public float* Take(long count)
    {
        float* part = block + Used;
        Used += (count + Slack + Line - 1) / Line * Line;
        return part;
    }

    /// <summary>Hands out rows.</summary>
    public Matrix TakeRows(long rows, int stride) => new(Take(rows * stride), stride);
}
