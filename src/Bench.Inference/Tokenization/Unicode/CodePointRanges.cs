namespace Bench.Inference;

/// <summary>A number for every code point of some ranges, found by bisection.</summary>
/// <param name="ranges">
/// Disjoint ranges. Of a range with step 2 only every second code point belongs to it, beginning with the first.
/// </param>
internal sealed class CodePointRanges(IEnumerable<(int First, int Last, int Step, int Value)> ranges)
{
    private readonly (int First, int Last, int Step, int Value)[] _ranges = [.. ranges.OrderBy(range => range.First)];

    /// <summary>The number of a code point, 0 where no range has it.</summary>
    /// <param name="codePoint">Any code point.</param>
    public int ValueOf(int codePoint)
    {
        int low = 0;
        int high = _ranges.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            (int first, int last, int step, int value) = _ranges[middle];
            if (codePoint < first)
            {
                high = middle - 1;
            }
            else if (codePoint > last)
            {
                low = middle + 1;
            }
            else
            {
                return (codePoint - first) % step == 0 ? value : 0;
            }
        }

        return 0;
    }
}
