using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Bench.Evaluation;

/// <summary>How Bench writes JSON: readable letters of every script, invariant numbers, <c>\n</c> line ends.</summary>
public static class JsonText
{
    internal static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes a document to UTF-8.</summary>
    /// <param name="write">Writes exactly one JSON value.</param>
    /// <param name="indented">Whether to break lines, for files people open.</param>
    public static byte[] Write(Action<Utf8JsonWriter> write, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented, Encoder = Encoder, NewLine = "\n" }))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes an option's value as the JSON type it reads as.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="key">The option's key.</param>
    /// <param name="value">The option's value as text.</param>
    public static void WriteOption(this Utf8JsonWriter writer, string key, string value)
    {
        if (bool.TryParse(value, out bool flag))
        {
            writer.WriteBoolean(key, flag);
        }
        else if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
        {
            writer.WriteNumber(key, number);
        }
        else
        {
            writer.WriteString(key, value);
        }
    }
}
