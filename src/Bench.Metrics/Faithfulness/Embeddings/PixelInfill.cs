using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Noisy linear imputation of pixels (Rong et al. 2022, section 5 and their code): every replaced pixel is the weighted mean of its eight
/// neighbours, 1/6 for those beside it and 1/12 for those across a corner, all replaced pixels at once, plus Gaussian noise. The linear
/// system is solved by successive over-relaxation; at the picture's edge the weights of the neighbours that there are are scaled to sum to
/// 1.
/// </summary>
internal sealed class PixelInfill
{
    private const double Relaxation = 1.9, Accuracy = 1e-4;
    private const int MostRounds = 2000;

    private readonly TokenizedText _input;
    private readonly PictureShape _shape;
    private readonly float[] _noise;
    private readonly (int Pixel, double Weight)[][] _neighbours;

    /// <summary>Draws the noise once, the same whatever is replaced.</summary>
    /// <param name="context">The explanation; its seed decides the noise.</param>
    /// <param name="noise">Standard deviation as a share of that of the picture's values.</param>
    public PixelInfill(MetricContext context, double noise)
    {
        _input = context.Explanation.Input;
        _shape = _input.Picture!.Shape;
        double[] values = [.. _input.Picture.Pixels.ToArray().Select(value => (double)value)];
        double mean = values.Average();
        double deviation = noise * Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        var random = new DeterministicRandom(DeterministicRandom.Derive(context.Seed, "infill"));
        _noise = [.. values.Select(_ => (float)(deviation * random.NextGaussian()))];
        _neighbours = [.. Enumerable.Range(0, _shape.PixelCount).Select(Neighbours)];
    }

    /// <summary>The row in which some features are imputed.</summary>
    /// <param name="features">Indices of the features replaced, not all of them.</param>
    public InputRow Replace(ReadOnlySpan<int> features)
    {
        var replaced = new List<int>();
        foreach (int feature in features)
        {
            replaced.AddRange(_input.Units[feature].Area);
        }

        replaced.Sort();
        float[] pixels = _input.Row.Pixels.ToArray();
        double[] plane = new double[_shape.PixelCount];
        for (int channel = 0; channel < PictureShape.Channels; channel++)
        {
            for (int pixel = 0; pixel < plane.Length; pixel++)
            {
                plane[pixel] = pixels[_shape.IndexOf(pixel, channel)];
            }

            Solve(plane, replaced);
            foreach (int pixel in replaced)
            {
                pixels[_shape.IndexOf(pixel, channel)] = (float)plane[pixel] + _noise[(channel * plane.Length) + pixel];
            }
        }

        return new InputRow { TokenIds = _input.Row.TokenIds, Pixels = pixels };
    }

    private void Solve(double[] plane, List<int> replaced)
    {
        foreach (int pixel in replaced)
        {
            plane[pixel] = 0;
        }

        double largest = double.PositiveInfinity;
        for (int round = 0; round < MostRounds && largest > Accuracy; round++)
        {
            largest = 0;
            foreach (int pixel in replaced)
            {
                double mean = 0;
                foreach ((int neighbour, double weight) in _neighbours[pixel])
                {
                    mean += weight * plane[neighbour];
                }

                double change = Relaxation * (mean - plane[pixel]);
                plane[pixel] += change;
                largest = Math.Max(largest, Math.Abs(change));
            }
        }
    }

    private (int Pixel, double Weight)[] Neighbours(int pixel)
    {
        (int x, int y) = (pixel % _shape.Width, pixel / _shape.Width);
        (int Pixel, double Weight)[] there =
        [
            .. from dy in Enumerable.Range(-1, 3)
               from dx in Enumerable.Range(-1, 3)
               where (dx, dy) != (0, 0) && x + dx >= 0 && x + dx < _shape.Width && y + dy >= 0 && y + dy < _shape.Height
               select (((y + dy) * _shape.Width) + x + dx, dx == 0 || dy == 0 ? 1.0 / 6 : 1.0 / 12),
        ];
        double sum = there.Sum(neighbour => neighbour.Weight);
        return [.. there.Select(neighbour => (neighbour.Pixel, neighbour.Weight / sum))];
    }
}
