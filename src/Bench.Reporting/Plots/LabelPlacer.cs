namespace Bench.Reporting;

/// <summary>Finds room for the names of points: right, left, above or below, wherever nothing is yet.</summary>
/// <param name="width">Right end of the plot.</param>
/// <param name="height">Lower end of the plot.</param>
internal sealed class LabelPlacer(double width, double height)
{
    private const double LineHeight = 13;

    private static readonly double[] _farther = [-42, 30, -54, 42, -66, 54, -78, 66];

    private readonly List<(double X, double Y, double Width, double Height)> _taken = [];

    /// <summary>Keeps names away from something.</summary>
    public void Occupy(double x, double y, double boxWidth, double boxHeight) => _taken.Add((x, y, boxWidth, boxHeight));

    /// <summary>Places a name.</summary>
    /// <param name="x">Place of the point.</param>
    /// <param name="y">Place of the point.</param>
    /// <param name="text">The name.</param>
    /// <returns>Where its base line starts, and where a line from the point to the name ends.</returns>
    public (double X, double Y, double EndX, double EndY) Place(double x, double y, string text)
    {
        double length = NameWidth.Of(text);
        (double X, double Y)[] places =
        [
            (x + 9, y - 6), (x - 9 - length, y - 6), (x - (length / 2), y - 21), (x - (length / 2), y + 9),
            (x + 9, y - 18), (x + 9, y + 6), (x - 9 - length, y - 18), (x - 9 - length, y + 6), (x + 9, y - 30), (x + 9, y + 18),
            (x - 9 - length, y - 30), (x - 9 - length, y + 18), (x + 9, y - 42), (x + 9, y + 30),
            .. _farther.SelectMany(down => new[] { (x - 9 - length, y + down), (x + 9, y + down) }),
        ];

        // A name over another can still be read in part; one beyond the edge is cut off.
        (double left, double top) = places.Where(place => IsFree(place.X, place.Y, length))
            .Concat(places.Where(place => IsInside(place.X, place.Y, length)))
            .DefaultIfEmpty(places[0])
            .First();
        Occupy(left, top, length, LineHeight);
        return (left, top + 10, Math.Clamp(x, left, left + length), Math.Clamp(y, top + 2, top + LineHeight));
    }

    private bool IsInside(double x, double y, double length) => x >= 64 && x + length <= width && y >= 0 && y + LineHeight <= height;

    private bool IsFree(double x, double y, double length) => IsInside(x, y, length)
        && !_taken.Any(box => x < box.X + box.Width && box.X < x + length && y < box.Y + box.Height && box.Y < y + LineHeight);
}
