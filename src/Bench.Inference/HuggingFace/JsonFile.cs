using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Reads a whole JSON file; what is wrong with it is told with its line.</summary>
internal static class JsonFile
{
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads an object.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BenchException">The file cannot be read, is no JSON, or holds no object.</exception>
    public static JsonElement ReadObject(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(ReadBytes(path), s_strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new BenchException($"A JSON object was expected, not {document.RootElement.ValueKind}", path, "Copy the file again from where the model came from");
        }
        catch (JsonException e)
        {
            string where = e.LineNumber is { } line ? $"{path}, line {line + 1}" : path;
            throw new BenchException("This is not valid JSON", where, "Mend the file or download it again", e);
        }
        catch (InvalidOperationException e)
        {
            throw new BenchException("A name or text is not valid Unicode", path, "Mend the file or download it again", e);
        }
    }

    private static ReadOnlyMemory<byte> ReadBytes(string path)
    {
        byte[] bytes = InputFile.Bytes(path, InputFile.Table);
        return bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;
    }
}
