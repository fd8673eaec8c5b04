using System.Text.Json;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

/// <summary>The numbers of <c>tests/golden/math.json</c>, made by SciPy and scikit-learn.</summary>
internal static class MathVectors
{
    private static readonly JsonElement _root = GoldenJson.Read(Path.Combine(Repository.Golden, "math.json"));

    /// <summary>The entries of one section.</summary>
    public static IEnumerable<JsonElement> Section(string name) => _root.GetProperty(name).EnumerateArray();

    /// <summary>A list of numbers; null is NaN.</summary>
    public static double[] Numbers(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray()
            .Select(item => item.ValueKind == JsonValueKind.Null ? double.NaN : item.GetDouble())];

    /// <summary>A number; null is NaN.</summary>
    public static double Number(this JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : double.NaN;
}
