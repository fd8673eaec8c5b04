namespace Bench.Inference;

/// <summary>Pieces that start with the same units.</summary>
/// <param name="Low">Index of the first.</param>
/// <param name="High">One past the last.</param>
/// <param name="Depth">How many units they share.</param>
internal readonly record struct PieceRange(int Low, int High, int Depth);

/// <summary>
/// Pieces in ordinal order: a search narrows them down unit by unit, so that it costs no more than the piece that it finds.
/// </summary>
/// <param name="pieces">The pieces with their ids.</param>
internal sealed class SortedPieces(IEnumerable<(string Text, int Id)> pieces)
{
    private readonly (string Text, int Id)[] _sorted =
        [.. pieces.Where(piece => piece.Text.Length > 0).OrderBy(piece => piece.Text, StringComparer.Ordinal)];

    /// <summary>All of them.</summary>
    public PieceRange All => new(0, _sorted.Length, 0);

    /// <summary>Keeps those pieces of a range that go on with a unit; false where there are none.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="range">The range.</param>
    public bool TryNarrow(char unit, ref PieceRange range)
    {
        int low = FirstNotBelow(range, unit);
        range = new PieceRange(low, FirstNotBelow(range with { Low = low }, unit + 1), range.Depth + 1);
        return range.Low < range.High;
    }

    /// <summary>The id of the piece that ends where a range's shared units end, or <see langword="null"/>.</summary>
    /// <param name="range">A range that is not empty.</param>
    public int? ExactIn(PieceRange range) => _sorted[range.Low].Text.Length == range.Depth ? _sorted[range.Low].Id : null;

    // The first piece of a range whose unit after the shared ones is not below a value; a piece that ends before comes first.
    private int FirstNotBelow(PieceRange range, int unit)
    {
        (int low, int high, int depth) = range;
        while (low < high)
        {
            int middle = (low + high) / 2;
            string text = _sorted[middle].Text;
            if (text.Length <= depth || text[depth] < unit)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
