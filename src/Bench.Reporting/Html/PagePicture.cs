using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Pictures;

namespace Bench.Reporting;

/// <summary>A picture of the page's data: what the model sees, where that was kept, and every explainer's heat, per pixel.</summary>
internal static class PagePicture
{
    /// <summary>Most cells along an edge of a heat; pixels of larger pictures share cells, so that the page stays small.</summary>
    public const int MostCells = 64;

    /// <summary>Writes it, unless the record is of a text, or sizes that it says are none.</summary>
    /// <param name="json">Where to write.</param>
    /// <param name="record">The record. Untrusted.</param>
    /// <param name="explainers">Names of the run's explainers.</param>
    /// <exception cref="BenchException">The pixels that were kept are damaged.</exception>
    public static void Write(Utf8JsonWriter json, ExplanationRecord record, IReadOnlyList<string> explainers)
    {
        if (record.Image is not { Width: > 0, Height: > 0 } picture)
        {
            return;
        }

        json.WriteStartObject("v");
        json.WriteString("f", picture.File ?? "picture");
        json.WriteNumber("w", picture.Width);
        json.WriteNumber("h", picture.Height);
        if (RecordedPixels.Of(record) is { } image)
        {
            json.WriteBase64String("p", PngBytes.Of(image.Width, image.Height, image.Pixels));
        }

        ILookup<string, RecordedExplanation> byName = record.Explanations.ToLookup(explanation => explanation.Name);
        json.WriteStartArray("e");
        foreach (string name in explainers)
        {
            WriteHeat(json, byName[name].FirstOrDefault() is { } found ? Heat(record, picture, found) : null);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Edge of a cell in pixels, cells side by side, the mean score of a pixel in each cell, row by row, and what the strongest colour
    // stands for, which the pixels say and not the cells.
    private static (int Edge, int Columns, double[] Scores, double Strongest)? Heat(
        ExplanationRecord record, RecordedPicture picture, RecordedExplanation explanation)
    {
        if (explanation.PixelScores is { } own && own.Length == picture.Height && own.All(row => row.Length == picture.Width))
        {
            int edge = ((Math.Max(picture.Width, picture.Height) - 1) / MostCells) + 1;
            return (
                edge, ((picture.Width - 1) / edge) + 1, [.. own.Chunk(edge).SelectMany(rows => Means(rows, edge))],
                Strongest([.. own.SelectMany(row => row)]));
        }

        // Patches are the last tokens; parts that are no patches have scores of pixels.
        long patches = (long)picture.Rows * picture.Columns;
        bool isOfPatches = record.Granularity is null or Granularity.Token && picture is { Patch: > 0, Rows: > 0, Columns: > 0 }
            && patches <= explanation.Scores.Length;
        if (!isOfPatches)
        {
            return null;
        }

        double[] scores = [.. explanation.Scores[^(int)patches..].Select(score => score / ((double)picture.Patch * picture.Patch))];
        return (picture.Patch, picture.Columns, scores, Strongest(scores));
    }

    private static double Strongest(IReadOnlyList<double> scores) => ShownScores.Strongest(scores, PictureStyle.UsualOutliers);

    private static IEnumerable<double> Means(ImmutableArray<double>[] rows, int edge) =>
        Enumerable.Range(0, ((rows[0].Length - 1) / edge) + 1)
            .Select(cell => rows.SelectMany(row => row.Skip(cell * edge).Take(edge)).Average());

    private static void WriteHeat(Utf8JsonWriter json, (int Edge, int Columns, double[] Scores, double Strongest)? heat)
    {
        if (heat is not { } shown)
        {
            json.WriteNullValue();
            return;
        }

        (string codes, double scale) = ScoreCode.Encode(shown.Scores);
        json.WriteStartObject();
        json.WriteNumber("b", shown.Edge);
        json.WriteNumber("c", shown.Columns);
        json.WriteString("s", codes);
        json.WriteNumber("k", scale);
        json.WriteNumber("x", shown.Strongest);
        json.WriteEndObject();
    }
}
