using System.Text.Json;
using Bench.Abstractions;
using Bench.Pictures;

namespace Bench.Evaluation;

/// <summary>
/// Masks in the form of COCO: polygons, or run lengths down the columns, beginning with pixels that are not marked, as numbers or packed
/// into text (six bits a character, differences to the run before the last; cocoapi's maskApi.c, rleFrString).
/// </summary>
internal static class CocoMask
{
    private const string Remedy = "Give polygons [[x, y, x, y, …], …], or {\"size\": [height, width], \"counts\": …}";

    /// <summary>Refuses masks of more pixels than a picture may have.</summary>
    public static void RequireSize(int width, int height, string where)
    {
        if ((long)width * height > PictureFile.MostPixels)
        {
            throw new BenchException(
                $"The picture has {width} × {height} pixels, at most {PictureFile.MostPixels} are read", where, "Make it smaller");
        }
    }

    /// <summary>Marks an object's pixels.</summary>
    /// <param name="marked">All pixels [H · W], row by row.</param>
    /// <param name="width">W.</param>
    /// <param name="height">H.</param>
    /// <param name="segmentation">Polygons or run lengths.</param>
    /// <param name="where">Their place, for messages.</param>
    /// <exception cref="BenchException">They are neither, or of another size.</exception>
    public static void Add(bool[] marked, int width, int height, JsonElement segmentation, string where)
    {
        if (segmentation.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement polygon in segmentation.EnumerateArray())
            {
                Fill(marked, width, height, Points(polygon, where));
            }

            return;
        }

        if (segmentation.ValueKind != JsonValueKind.Object || !segmentation.TryGetProperty("counts", out JsonElement counts)
            || !segmentation.TryGetProperty("size", out JsonElement size) || Numbers(size, where) is not [var high, var wide]
            || (high, wide) != (height, width))
        {
            throw new BenchException($"The mask is not of the picture's {width} × {height} pixels", where, Remedy);
        }

        double[] runs = counts.ValueKind == JsonValueKind.String ? Unpacked(counts.GetString()!, where) : Numbers(counts, where);
        double at = 0;
        for (int run = 0; run < runs.Length; run++)
        {
            if (runs[run] < 0 || runs[run] != Math.Floor(runs[run]) || at + runs[run] > marked.Length)
            {
                throw new BenchException("The run lengths are not those of the picture", where, Remedy);
            }

            for (int i = (int)at; run % 2 == 1 && i < at + runs[run]; i++)
            {
                marked[(i % height * width) + (i / height)] = true;
            }

            at += runs[run];
        }
    }

    // A pixel is marked where its middle lies inside: where a line to its left crosses the outline an odd number of times.
    private static void Fill(bool[] marked, int width, int height, double[] points)
    {
        int corners = points.Length / 2;
        for (int y = 0; y < height; y++)
        {
            double middle = y + 0.5;
            double[] crossings =
            [
                .. Enumerable.Range(0, corners).Select(i => (From: i, To: (i + 1) % corners))
                    .Where(edge => points[(2 * edge.From) + 1] <= middle != (points[(2 * edge.To) + 1] <= middle))
                    .Select(edge => points[2 * edge.From] + ((middle - points[(2 * edge.From) + 1])
                        * (points[2 * edge.To] - points[2 * edge.From]) / (points[(2 * edge.To) + 1] - points[(2 * edge.From) + 1])))
                    .Order(),
            ];
            for (int i = 0; i + 1 < crossings.Length; i += 2)
            {
                for (int x = (int)Math.Clamp(Math.Ceiling(crossings[i] - 0.5), 0, width); x < width && x + 0.5 < crossings[i + 1]; x++)
                {
                    marked[(y * width) + x] = true;
                }
            }
        }
    }

    private static double[] Points(JsonElement polygon, string where) =>
        Numbers(polygon, where) is { Length: >= 6 } points && points.Length % 2 == 0
            ? points
            : throw new BenchException("A polygon has fewer than three corners, or half of one", where, Remedy);

    private static double[] Numbers(JsonElement list, string where) => list.ValueKind == JsonValueKind.Array
        && list.EnumerateArray()
            .All(item => item.ValueKind == JsonValueKind.Number && item.TryGetDouble(out double number) && double.IsFinite(number))
        ? [.. list.EnumerateArray().Select(item => item.GetDouble())]
        : throw new BenchException("There is no list of numbers", where, Remedy);

    private static double[] Unpacked(string text, string where)
    {
        var runs = new List<double>();
        for (int at = 0; at < text.Length;)
        {
            long value = 0;
            int shift = 0, piece;
            do
            {
                piece = at < text.Length && shift < 60
                    ? text[at++] - 48
                    : throw new BenchException("The run lengths are cut off", where, Remedy);
                value |= (long)(piece & 31) << shift;
                shift += 5;
            }
            while ((piece & 32) != 0);
            value |= (piece & 16) != 0 ? -1L << shift : 0;
            runs.Add(value + (runs.Count > 2 ? runs[^2] : 0));
        }

        return [.. runs];
    }
}
