using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Bench.Explainers.Tests;

/// <summary>Reads reference numbers.</summary>
internal static class Golden
{
    public static JsonDocument Math() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), "math.json")));

    public static double[] Numbers(this JsonElement element, string property) =>
        [.. element.GetProperty(property).EnumerateArray().Select(number => number.GetDouble())];

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "golden");
}
