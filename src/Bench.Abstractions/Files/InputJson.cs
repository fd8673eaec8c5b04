using System.Text.Json;
using System.Text.Unicode;

namespace Bench.Abstractions;

/// <summary>
/// Reads JSON that comes from outside, by one set of rules: UTF-8, at most 64 levels, no key twice in an object, and texts that are valid
/// Unicode, so that nobody who reads a text or a name has to expect half a character.
/// </summary>
public static class InputJson
{
    private const string Remedy = "Mend the file, or copy it again from where it came from";

    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a file that holds one object.</summary>
    /// <param name="path">The file, at most <see cref="InputFile.Table"/> bytes.</param>
    /// <exception cref="BenchException">
    /// As <see cref="InputFile.Bytes"/> and <see cref="Parse(ReadOnlySpan{byte}, string)"/>, or it is no object.
    /// </exception>
    public static JsonElement ReadObject(string path)
    {
        JsonElement root = Read(path);
        return root.ValueKind == JsonValueKind.Object
            ? root
            : throw new BenchException($"Found JSON of kind {root.ValueKind}, expected an object", path, Remedy);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, at most <see cref="InputFile.Table"/> bytes.</param>
    /// <exception cref="BenchException">As <see cref="InputFile.Bytes"/> and <see cref="Parse(ReadOnlySpan{byte}, string)"/>.</exception>
    public static JsonElement Read(string path)
    {
        ReadOnlySpan<byte> bytes = InputFile.Bytes(path, InputFile.Table);
        return Parse(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes, path);
    }

    /// <summary>Reads a value.</summary>
    /// <param name="json">The text in UTF-8, without a byte-order mark.</param>
    /// <param name="where">Its place, for messages.</param>
    /// <exception cref="BenchException">It is no JSON by the rules above; the place has line and byte where they are known.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> json, string where)
    {
        if (!Utf8.IsValid(json))
        {
            throw new BenchException("This is not valid UTF-8", where, "Save it as UTF-8, or copy it again from where it came from");
        }

        return Parse(json, where, position => $"{where}:{position.Line}:{position.Byte}");
    }

    /// <summary>Reads a value from one line of a text.</summary>
    /// <param name="line">The line.</param>
    /// <param name="where">Its place, for messages.</param>
    /// <exception cref="BenchException">It is no JSON by the rules above; the place has the byte where it is known.</exception>
    public static JsonElement ParseLine(string line, string where) =>
        Parse(System.Text.Encoding.UTF8.GetBytes(line), where, position => $"{where}:{position.Byte}");

    private static JsonElement Parse(ReadOnlySpan<byte> json, string where, Func<(long Line, long Byte), string> place)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(json, _strict);
        }
        catch (JsonException exception)
        {
            string reason = exception.Message.Split(" LineNumber", StringSplitOptions.None)[0].TrimEnd('.');
            bool isPlaced = exception.LineNumber is not null;
            throw new BenchException(
                $"This is not valid JSON: {reason}",
                isPlaced ? place((exception.LineNumber!.Value + 1, exception.BytePositionInLine!.Value + 1)) : where, Remedy, exception);
        }
        catch (InvalidOperationException exception)
        {
            // Names are compared when the text is parsed, and one of half a character cannot be.
            throw NotUnicode(where, exception);
        }

        // Of valid UTF-8, only an escape can be half a character.
        if (json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0)
        {
            RequireUnicode(root, where);
        }

        return root;
    }

    private static void RequireUnicode(JsonElement root, string where)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            Decode(root, where);
            return;
        }

        foreach (JsonProperty member in root.EnumerateObject())
        {
            Decode(member.Value, $"{where}: {Decoded(() => member.Name, where)}");
        }
    }

    private static void Decode(JsonElement value, string where)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                Decoded(() => value.GetString()!, where);
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Decode(item, where);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    Decoded(() => member.Name, where);
                    Decode(member.Value, where);
                }

                break;
        }
    }

    private static string Decoded(Func<string> decode, string where)
    {
        try
        {
            return decode();
        }
        catch (InvalidOperationException exception)
        {
            throw NotUnicode(where, exception);
        }
    }

    private static BenchException NotUnicode(string where, Exception inner) => new(
        "A text in it is not valid Unicode: an escape stands for half of a character", where,
        "Write the whole character, or copy the file again from where it came from", inner);
}
