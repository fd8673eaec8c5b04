namespace Bench.Inference;

/// <summary>
/// The row of a table of distances for every distance that two tokens of a text can have. Tables are packed from the farthest key behind
/// the query to the farthest before it: neighbouring keys then have neighbouring rows, in the same order.
/// </summary>
internal sealed class DistanceRows
{
    private readonly int[] _rows;

    public DistanceRows(RelativePositions relative, int longest)
    {
        Zero = longest - 1;
        Count = relative.Rows;
        _rows = [.. Enumerable.Range(-Zero, (2 * longest) - 1).Select(relative.RowOf).Select(row => Count - 1 - row)];
        while (Even < Zero && _rows[Zero + Even + 1] == _rows[Zero] - Even - 1 && _rows[Zero - Even - 1] == _rows[Zero] + Even + 1)
        {
            Even++;
        }

        IsGentle = Enumerable.Range(1, _rows.Length - 1).All(i => _rows[i - 1] - _rows[i] is 0 or 1);
    }

    /// <summary>
    /// Whether neighbouring distances have the same row or neighbouring ones, so that four distances have at most four rows.
    /// </summary>
    public bool IsGentle { get; }

    /// <summary>Rows of the table.</summary>
    public int Count { get; }

    /// <summary>Index of distance 0 in <see cref="Rows"/>.</summary>
    public int Zero { get; }

    /// <summary>Up to this distance each one has its own row, beside that of the next.</summary>
    public int Even { get; }

    /// <summary>Rows by distance, falling.</summary>
    public ReadOnlySpan<int> Rows => _rows;
}
