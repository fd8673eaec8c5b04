namespace Bench.Inference;

/// <summary>The row of a table of distances for every distance that two tokens of a text can have.</summary>
internal sealed class DistanceRows
{
    private readonly int[] _rows;

    public DistanceRows(RelativePositions relative, int longest)
    {
        Zero = longest - 1;
        Count = relative.Rows;
        _rows = [.. Enumerable.Range(-Zero, (2 * longest) - 1).Select(relative.RowOf)];
    }

    /// <summary>Rows of the table.</summary>
    public int Count { get; }

    /// <summary>Index of distance 0 in <see cref="Rows"/>.</summary>
    public int Zero { get; }

    /// <summary>Rows by distance.</summary>
    public ReadOnlySpan<int> Rows => _rows;
}
