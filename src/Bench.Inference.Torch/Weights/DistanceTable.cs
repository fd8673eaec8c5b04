namespace Bench.Inference.Torch;

/// <summary>Which row of a table of distances belongs to each distance that two tokens of a text can have.</summary>
internal sealed class DistanceTable
{
    private readonly int[] _lowest;
    private readonly int[] _highest;

    public DistanceTable(RelativePositions relative, int longest, WeightUpload upload)
    {
        Zero = longest - 1;
        int[] rows = [.. Enumerable.Range(-Zero, (2 * longest) - 1).Select(relative.RowOf)];
        Rows = upload.Keep(TorchApi.UploadIndices(upload.Device, [.. rows.Select(row => (long)row)])[0]);
        _lowest = new int[longest];
        _highest = new int[longest];
        for (int far = 0; far < longest; far++)
        {
            (int before, int behind) = (rows[Zero - far], rows[Zero + far]);
            _lowest[far] = Math.Min(Math.Min(before, behind), far == 0 ? before : _lowest[far - 1]);
            _highest[far] = Math.Max(Math.Max(before, behind), far == 0 ? before : _highest[far - 1]);
        }
    }

    /// <summary>Index of distance 0 in <see cref="Rows"/>.</summary>
    public int Zero { get; }

    /// <summary>Rows by distance [2 · longest − 1].</summary>
    public TorchTensor Rows { get; }

    /// <summary>The rows that distances up to one need, which follow each other.</summary>
    /// <param name="farthest">The farthest distance.</param>
    public (int First, int Count) Needed(int farthest) => (_lowest[farthest], _highest[farthest] - _lowest[farthest] + 1);
}
