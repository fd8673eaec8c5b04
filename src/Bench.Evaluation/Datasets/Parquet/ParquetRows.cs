using System.Globalization;
using System.Text.Json;
using Bench.Abstractions;
using Parquet;
using Parquet.Serialization;

namespace Bench.Evaluation;

/// <summary>
/// Reads the rows of a Parquet file, group by group, as JSON objects; numbers that stand for class names become those names.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class ParquetRows(string path)
{
    /// <summary>The names of classes, as the file says.</summary>
    /// <exception cref="BenchException">The file cannot be read.</exception>
    public ClassNames Classes() => Guarded(async () =>
    {
        using Stream stream = Open();
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream).ConfigureAwait(false);
        return ClassNames.Read(reader.CustomMetadata, path);
    });

    /// <summary>The rows in order, each with its place.</summary>
    /// <exception cref="BenchException">The file is no Parquet file, is damaged, or uses what the library does not know.</exception>
    public IEnumerable<(IDictionary<string, object?> Row, string Where)> Read()
    {
        int groups = Guarded(async () =>
        {
            using Stream stream = Open();
            await using ParquetReader reader = await ParquetReader.CreateAsync(stream).ConfigureAwait(false);
            return reader.RowGroupCount;
        });
        int rank = 0;
        for (int group = 0; group < groups; group++)
        {
            int index = group;
            IList<Dictionary<string, object>> rows = Guarded(async () =>
            {
                using Stream stream = Open();
                await using (ParquetReader reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true).ConfigureAwait(false))
                {
                    await ParquetLevels.RequireAsync(reader, index, path).ConfigureAwait(false);
                }

                stream.Position = 0;
                return (await ParquetSerializer.DeserializeUntypedAsync(stream, rowGroupIndex: index).ConfigureAwait(false)).Data;
            });
            foreach (Dictionary<string, object> row in rows)
            {
                yield return (row!, string.Create(CultureInfo.InvariantCulture, $"{path}: row {++rank}"));
            }
        }
    }

    /// <summary>Writes a value of any depth as JSON.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="value">What the library gave.</param>
    /// <param name="feature">What the file says of the value, or undefined.</param>
    public static void Write(Utf8JsonWriter writer, object? value, JsonElement feature)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case ReadOnlyMemory<char> text:
                writer.WriteStringValue(text.Span);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                WriteInteger(writer, Convert.ToInt64(value, CultureInfo.InvariantCulture), feature);
                break;
            case float or double when double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)):
                writer.WriteNumberValue(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case byte[] or ReadOnlyMemory<byte>:
                // Pictures and sounds are no text.
                writer.WriteNullValue();
                break;
            case IEnumerable<KeyValuePair<string, object?>> fields:
                writer.WriteStartObject();
                foreach ((string name, object? field) in fields)
                {
                    writer.WritePropertyName(name);
                    Write(writer, field, ClassNames.FieldOf(feature, name));
                }

                writer.WriteEndObject();
                break;
            case System.Collections.IEnumerable items:
                writer.WriteStartArray();
                foreach (object? item in items)
                {
                    Write(writer, item, ClassNames.ItemOf(feature));
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteInteger(Utf8JsonWriter writer, long number, JsonElement feature)
    {
        IReadOnlyList<string>? names = ClassNames.Of(feature);
        if (names is null)
        {
            writer.WriteNumberValue(number);
        }
        else if (number >= 0 && number < names.Count)
        {
            writer.WriteStringValue(names[(int)number]);
        }
        else
        {
            // −1 is how the hub's datasets say that there is no label.
            writer.WriteNullValue();
        }
    }

    private EndedStream Open()
    {
        FileStream file = InputFile.Open(path, InputFile.Unlimited);
        try
        {
            ParquetFooter.Require(file, path);
            return new EndedStream(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // What the library throws at damaged files is of many types.
    private T Guarded<T>(Func<Task<T>> read)
    {
        try
        {
            return read().GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is not (BenchException or OutOfMemoryException))
        {
            throw new BenchException(
                $"This is no Parquet file that can be read: {exception.GetBaseException().Message.Split('\n')[0].TrimEnd('.')}",
                path, "Download it again, or write it anew with pyarrow or pandas", exception);
        }
    }
}
