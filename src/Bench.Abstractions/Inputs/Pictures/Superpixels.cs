namespace Bench.Abstractions;

/// <summary>
/// Superpixels by SLIC (Achanta, Shaji, Smith, Lucchi, Fua and Süsstrunk 2012, SLIC Superpixels Compared to State-of-the-Art Superpixel
/// Methods, algorithm 1): k-means of colour and place, each centre looking no further than twice the grid's step; then every superpixel is
/// made one connected region. Nothing is drawn at random.
/// </summary>
internal sealed class Superpixels
{
    private const int Iterations = 10;

    // The paper's weight of place against colour, m; of colours in CIELAB between 1 and 40.
    private const double Compactness = 10;

    private readonly (double L, double A, double B)[] _colours;
    private readonly int _width;
    private readonly int _height;

    private Superpixels(PictureInput picture)
    {
        (_width, _height) = (picture.Shape.Width, picture.Shape.Height);
        _colours = CielabColors.Of(picture.Rgb.Span);
    }

    /// <summary>The number of the superpixel that every pixel belongs to [H · W], from 0 on, none left out.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="count">About how many are wanted.</param>
    public static int[] Of(PictureInput picture, int count) => new Superpixels(picture).Labels(count);

    private int[] Labels(int count)
    {
        double step = Math.Sqrt((double)_width * _height / count);
        Centre[] centres = Grid(step);
        int[] labels = new int[_colours.Length];
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            Assign(centres, step, labels);
            Move(centres, labels);
        }

        // The paper joins regions that lie apart from their centre to a neighbour; smaller than a quarter of a superpixel, as its authors'
        // code has it.
        return ConnectedRegions.Of(labels, _width, _height, Math.Max(1, (int)(step * step / 4)));
    }

    // Centres at the middle of every grid cell, moved to the lowest gradient of their 3 × 3 neighbours, away from edges.
    private Centre[] Grid(double step)
    {
        int columns = Math.Max(1, (int)Math.Round(_width / step)), rows = Math.Max(1, (int)Math.Round(_height / step));
        return [.. from row in Enumerable.Range(0, rows)
                   from column in Enumerable.Range(0, columns)
                   select At(Calmest((int)((column + 0.5) * _width / columns), (int)((row + 0.5) * _height / rows)))];
    }

    private int Calmest(int x, int y) => (from dy in (int[])[0, -1, 1] from dx in (int[])[0, -1, 1] select (X: x + dx, Y: y + dy))
        .Where(place => place.X > 0 && place.Y > 0 && place.X < _width - 1 && place.Y < _height - 1)
        .Select(place => (place.Y * _width) + place.X)
        .DefaultIfEmpty((y * _width) + x)
        .MinBy(Gradient);

    private double Gradient(int pixel) => Interior(pixel)
        ? Distance(_colours[pixel + 1], _colours[pixel - 1]) + Distance(_colours[pixel + _width], _colours[pixel - _width])
        : 0;

    private bool Interior(int pixel) =>
        pixel % _width > 0 && pixel % _width < _width - 1 && pixel >= _width && pixel < _colours.Length - _width;

    private void Assign(Centre[] centres, double step, int[] labels)
    {
        double place = Compactness * Compactness / (step * step);
        double[] nearest = new double[labels.Length];
        Array.Fill(nearest, double.PositiveInfinity);
        for (int c = 0; c < centres.Length; c++)
        {
            Centre centre = centres[c];
            int left = Math.Max(0, (int)(centre.X - step)), right = Math.Min(_width - 1, (int)Math.Ceiling(centre.X + step));
            int top = Math.Max(0, (int)(centre.Y - step)), bottom = Math.Min(_height - 1, (int)Math.Ceiling(centre.Y + step));
            for (int y = top; y <= bottom; y++)
            {
                for (int x = left; x <= right; x++)
                {
                    int pixel = (y * _width) + x;
                    double distance = Distance(_colours[pixel], centre.Colour)
                        + (place * (((x - centre.X) * (x - centre.X)) + ((y - centre.Y) * (y - centre.Y))));
                    if (distance < nearest[pixel])
                    {
                        (nearest[pixel], labels[pixel]) = (distance, c);
                    }
                }
            }
        }
    }

    private void Move(Centre[] centres, int[] labels)
    {
        foreach (IGrouping<int, int> pixels in Enumerable.Range(0, labels.Length).GroupBy(pixel => labels[pixel]))
        {
            centres[pixels.Key] = new Centre(
                (pixels.Average(pixel => _colours[pixel].L), pixels.Average(pixel => _colours[pixel].A),
                    pixels.Average(pixel => _colours[pixel].B)),
                pixels.Average(pixel => pixel % _width),
                pixels.Average(pixel => pixel / _width));
        }
    }

    private Centre At(int pixel) => new(_colours[pixel], pixel % _width, pixel / _width);

    private static double Distance((double L, double A, double B) one, (double L, double A, double B) other) =>
        ((one.L - other.L) * (one.L - other.L)) + ((one.A - other.A) * (one.A - other.A)) + ((one.B - other.B) * (one.B - other.B));

    private readonly record struct Centre((double L, double A, double B) Colour, double X, double Y);
}
