using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>Short ways through a golden file.</summary>
public static class GoldenJson
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    public static JsonElement Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    /// <summary>Walks down member names: <c>target.At("leave_one_out", "mask", "logit")</c>.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            element = element.GetProperty(name);
        }

        return element;
    }

    /// <summary>A member, or <see langword="null"/> where it is missing or null.</summary>
    public static JsonElement? Maybe(this JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>All numbers of a list, lists in it flattened, in row-major order.</summary>
    public static double[] Doubles(this JsonElement element) => [.. Flatten(element)];

    /// <summary>All numbers of a list, lists in it flattened, as floats.</summary>
    public static float[] Floats(this JsonElement element) => [.. Flatten(element).Select(value => (float)value)];

    /// <summary>All whole numbers of a list, lists in it flattened.</summary>
    public static int[] Integers(this JsonElement element) => [.. Flatten(element).Select(value => checked((int)value))];

    /// <summary>All texts of a list.</summary>
    public static string[] Texts(this JsonElement element) => [.. element.EnumerateArray().Select(item => item.GetString()!)];

    /// <summary>A nested list as a tensor of the same shape.</summary>
    public static Tensor Tensor(this JsonElement element) => new(element.Floats(), new Shape([.. Extents(element)]));

    private static IEnumerable<double> Flatten(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Flatten),
        JsonValueKind.True => [1],
        JsonValueKind.False => [0],
        _ => [element.GetDouble()],
    };

    private static ImmutableArray<int> Extents(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? [element.GetArrayLength(), .. element.GetArrayLength() > 0 ? Extents(element[0]) : []]
        : [];
}
