using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>Rows and queries of pictures for tests of cores.</summary>
public static class PictureRows
{
    /// <summary>
    /// Random queries: patches left out, hidden or with other pixels, as far as the model takes such rows; special tokens stay.
    /// </summary>
    /// <param name="info">The model.</param>
    /// <param name="count">How many.</param>
    public static TargetQuery[] Random(ModelInfo info, int count)
    {
        var random = new DeterministicRandom(7);
        PictureShape shape = info.Picture!;
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            bool whole = shape.IsWhole || i == 0;
            int[] places =
                [.. Enumerable.Range(0, shape.Places).Where(place => whole || place <= shape.FirstPatch || random.NextInt(3) > 0)];
            var row = new InputRow
            {
                TokenIds = places,
                Pixels = Values(places.Length),
                AttentionMask = whole || random.NextInt(2) == 0
                    ? default
                    : places.Select(place => place <= shape.FirstPatch || random.NextInt(3) > 0).ToArray(),
                Embeddings = random.NextInt(2) == 0 ? null : new ReplacedEmbeddings(Values(places.Length), Values(places.Length), 0.3f),
            };
            return new TargetQuery(row, new Target(i % info.Labels.Count), (Quantity)random.NextInt(2));
        })];

        float[] Values(int tokens) => [.. Enumerable.Range(0, tokens * shape.PatchLength).Select(_ => (float)random.NextGaussian())];
    }

    /// <summary>Values by token [n, E] of a whole picture as planes [3, H, W].</summary>
    /// <param name="shape">The picture.</param>
    /// <param name="values">The values.</param>
    public static double[] Planes(PictureShape shape, Tensor values)
    {
        double[] planes = new double[PictureShape.Channels * shape.PixelCount];
        int area = shape.PatchSize * shape.PatchSize;
        for (int place = shape.FirstPatch; place < shape.Places; place++)
        {
            for (int value = 0; value < shape.PatchLength; value++)
            {
                planes[(value / area * shape.PixelCount) + shape.PixelOf(place, value)] = values[place].Span[value];
            }
        }

        return planes;
    }

    /// <summary>Sums of planes over channels and squares, row by row.</summary>
    /// <param name="shape">The picture.</param>
    /// <param name="planes">[3, H, W].</param>
    /// <param name="square">Edge of a square in pixels.</param>
    public static double[] Sums(PictureShape shape, double[] planes, int square)
    {
        double[] sums = new double[shape.PixelCount / (square * square)];
        for (int i = 0; i < planes.Length; i++)
        {
            int pixel = i % shape.PixelCount;
            sums[(pixel / shape.Width / square * (shape.Width / square)) + (pixel % shape.Width / square)] += planes[i];
        }

        return sums;
    }
}
