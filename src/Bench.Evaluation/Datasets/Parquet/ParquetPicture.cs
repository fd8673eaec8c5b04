using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Rows whose columns <c>image</c> and <c>mask</c> hold the bytes of picture files, as the hub keeps them: alone, or beside their path.
/// </summary>
internal static class ParquetPicture
{
    /// <summary>The file in a column, or <see langword="null"/> where it holds none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column.</param>
    public static DataFile? BytesOf(IDictionary<string, object?> row, string column)
    {
        if (!row.TryGetValue(column, out object? value))
        {
            return null;
        }

        Dictionary<string,
            object?> fields = value is IEnumerable<KeyValuePair<string, object?>> structure ? new(structure) : new() { ["bytes"] = value };
        return fields.GetValueOrDefault("bytes") switch
        {
            byte[] bytes => DataFile.Of(fields.GetValueOrDefault("path")?.ToString() ?? column, bytes),
            ReadOnlyMemory<byte> bytes => DataFile.Of(fields.GetValueOrDefault("path")?.ToString() ?? column, bytes),
            _ => null,
        };
    }

    /// <summary>The row as a picture with its label.</summary>
    /// <param name="line">Its other fields.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="row">The row.</param>
    /// <param name="rank">Its rank, from 1.</param>
    /// <param name="ids">The ids so far.</param>
    /// <exception cref="BenchException">The id comes twice.</exception>
    public static Instance Instance(JsonLine line, DataFile picture, IDictionary<string, object?> row, int rank, UniqueIds ids) => new()
    {
        Id = ids.Add(line.Text("id") ?? InstanceText.Rank(rank), line.Number, line.Where),
        Text = "",
        Image = picture,
        Mask = BytesOf(row, "mask") is { } mask ? new PictureMask { File = mask } : null,
        Label = line.Text("label"),
        Source = line.Where,
    };
}
