using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Pictures;

/// <summary>The values of <c>preprocessor_config.json</c>, each with its kind and limits checked.</summary>
/// <param name="path">Path of the file, for messages.</param>
/// <param name="root">Its object.</param>
internal sealed class ProcessorValues(string path, JsonElement root)
{
    /// <summary>All keys of the file.</summary>
    public IEnumerable<string> Keys => root.EnumerateObject().Select(member => member.Name);

    /// <summary>Whether a value says that nothing is done.</summary>
    public bool IsOff(string key) => Find(key) is null or { ValueKind: JsonValueKind.False };

    public string? Text(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        var value => throw Wrong(key, value, "A text is expected"),
    };

    public bool Flag(string key, bool fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        var value => throw Wrong(key, value, "true or false is expected"),
    };

    public double Positive(string key, double fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out double number) && number > 0 && double.IsFinite(number) =>
            number,
        var value => throw Wrong(key, value, "A number above 0 is expected"),
    };

    public Resampling Resampling(string key, Resampling fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out int number) && Enum.IsDefined((Resampling)number) =>
            (Resampling)number,
        var value => throw Wrong(key, value, "2 (bilinear) or 3 (bicubic) is expected"),
    };

    /// <summary>One number for each channel, or one for all of them.</summary>
    public ImmutableArray<float> Channels(string key, float fallback, Func<float, bool> isAllowed)
    {
        JsonElement? found = Find(key);
        float[]? numbers = found switch
        {
            null => [fallback, fallback, fallback],
            { ValueKind: JsonValueKind.Number } one => [one.GetSingle(), one.GetSingle(), one.GetSingle()],
            { ValueKind: JsonValueKind.Array } list
                when list.GetArrayLength() == 3 && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number) =>
                [.. list.EnumerateArray().Select(item => item.GetSingle())],
            _ => null,
        };
        return numbers is not null && numbers.All(isAllowed)
            ? [.. numbers]
            : throw Wrong(key, found, "Three numbers are expected, those of a deviation above 0");
    }

    /// <summary>An edge, <c>{"height", "width"}</c> or <c>{"shortest_edge"}</c>; <see langword="null"/> where the key is missing.</summary>
    public PictureSize? Size(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case { ValueKind: JsonValueKind.Number } value:
                int edge = Edge(key, value);
                return new PictureSize(edge, edge);
            case { ValueKind: JsonValueKind.Object } value when value.TryGetProperty("height", out JsonElement height)
                && value.TryGetProperty("width", out JsonElement width) && value.EnumerateObject().Count() == 2:
                return new PictureSize(Edge(key, width), Edge(key, height));
            case { ValueKind: JsonValueKind.Object } value when value.TryGetProperty("shortest_edge", out JsonElement shortest)
                && value.EnumerateObject().Count() == 1:
                int length = Edge(key, shortest);
                return new PictureSize(length, length, IsShortestEdge: true);
            case var value:
                throw Wrong(key, value, "A number, an object of height and width, or one of shortest_edge is expected");
        }
    }

    /// <summary>An error about one key.</summary>
    public BenchException Error(string key, string problem, string remedy) => new(problem, $"{path}: {key}", remedy);

    private int Edge(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int edge) && edge is > 0 and <= ProcessorFile.LongestEdge
            ? edge
            : throw Wrong(key, value, $"Pixels from 1 to {ProcessorFile.LongestEdge} are expected");

    private JsonElement? Find(string key) =>
        root.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private BenchException Wrong(string key, JsonElement? value, string remedy)
    {
        string text = value?.GetRawText() ?? "";
        return Error(key, $"{(text.Length > 60 ? text[..60] + "…" : text)} is not allowed", remedy);
    }
}
