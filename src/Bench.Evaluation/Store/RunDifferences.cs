using System.Text.Json;

namespace Bench.Evaluation;

/// <summary>Says in what two runs differ, of all that their numbers depend on. Only runs without a difference may be mixed.</summary>
internal static class RunDifferences
{
    private const string Explainers = "explainers";

    private static readonly string[] _inputs =
    [
        "bench_version", "suite", "suite_version", "dataset", "model", "core/name", "core/device", "core/precision", "target", "quantity", "seed", "limit", "truncate", "profile", "metrics",
    ];

    /// <summary>The differences in everything, explainers and their order included.</summary>
    public static IReadOnlyList<string> All(RunManifest a, RunManifest b) => Between(a, b, [.. _inputs, Explainers]);

    /// <summary>The differences in everything that explainers share.</summary>
    public static IReadOnlyList<string> BesidesExplainers(RunManifest a, RunManifest b) => Between(a, b, _inputs);

    private static string[] Between(RunManifest a, RunManifest b, string[] names)
    {
        JsonElement first = JsonSerializer.Deserialize<JsonElement>(a.ToJson());
        JsonElement second = JsonSerializer.Deserialize<JsonElement>(b.ToJson());
        return [.. names.Select(name => (Name: name, First: Find(first, name), Second: Find(second, name)))
            .Where(input => Text(input.First) != Text(input.Second))
            .Select(input => $"{input.Name.Replace('_', ' ').Replace('/', ' ')}{Values(input.First, input.Second)}")];
    }

    // A run by the default core has no "core".
    private static JsonElement? Find(JsonElement run, string path)
    {
        JsonElement found = run;
        foreach (string key in path.Split('/'))
        {
            if (!found.TryGetProperty(key, out found))
            {
                return null;
            }
        }

        return found;
    }

    private static string Text(JsonElement? value) => value?.GetRawText() ?? "none";

    private static string Values(JsonElement? a, JsonElement? b) =>
        a?.ValueKind is JsonValueKind.Object or JsonValueKind.Array || b?.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? ""
            : $" ({Text(a)} and {Text(b)})";
}
