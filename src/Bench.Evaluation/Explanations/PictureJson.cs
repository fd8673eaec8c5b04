using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The JSON of a picture.</summary>
internal static class PictureJson
{
    /// <summary>Writes what the model sees of it as a property.</summary>
    public static void Write(Utf8JsonWriter writer, PictureInput picture)
    {
        writer.WriteStartObject("image");
        writer.WriteString("file", picture.Source);
        writer.WriteNumber("width", picture.Shape.Width);
        writer.WriteNumber("height", picture.Shape.Height);
        writer.WriteNumber("patch", picture.Shape.PatchSize);
        writer.WriteNumber("rows", picture.Shape.Rows);
        writer.WriteNumber("columns", picture.Shape.Columns);
        writer.WriteEndObject();
    }

    /// <summary>Writes the scores of its pixels as a property, [H][W].</summary>
    public static void Write(Utf8JsonWriter writer, PictureInput picture, ImmutableArray<double> scores)
    {
        writer.WriteStartArray("pixel_scores");
        foreach (double[] row in scores.Chunk(picture.Shape.Width))
        {
            writer.WriteStartArray();
            foreach (double score in row)
            {
                writer.WriteNumberValue(score);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
