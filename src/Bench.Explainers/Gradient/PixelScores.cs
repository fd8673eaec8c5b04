using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Scores of single pixels, out of maps [n, E] that hold a value of every channel of every pixel; none where the input is a text.
/// </summary>
internal static class PixelScores
{
    /// <summary>Sums over the channels of each pixel.</summary>
    /// <param name="input">What is explained.</param>
    /// <param name="element">An element of the map, by its index.</param>
    public static ImmutableArray<double> Sum(TokenizedText input, Func<int, double> element)
    {
        if (input.Picture is not { } picture)
        {
            return [];
        }

        PictureShape shape = picture.Shape;
        double[] scores = new double[shape.PixelCount];
        for (int place = shape.FirstPatch; place < shape.Places; place++)
        {
            for (int value = 0; value < shape.PatchLength; value++)
            {
                scores[shape.PixelOf(place, value)] += element((place * shape.PatchLength) + value);
            }
        }

        return ImmutableArray.Create(scores);
    }

    /// <summary>Euclidean norms over the channels of each pixel.</summary>
    /// <param name="input">What is explained.</param>
    /// <param name="element">An element of the map, by its index.</param>
    public static ImmutableArray<double> Norm(TokenizedText input, Func<int, double> element) =>
        [.. Sum(input, i => element(i) * element(i)).Select(Math.Sqrt)];
}
