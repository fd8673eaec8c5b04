using System.Text.Json;

namespace Bench.Evaluation;

/// <summary>Says in what two runs differ, of all that their numbers depend on. Only runs without a difference may be mixed.</summary>
internal static class RunDifferences
{
    private const string Explainers = "explainers";

    private static readonly string[] _inputs =
    [
        "bench_version", "suite", "suite_version", "dataset", "model", "target", "quantity", "seed", "limit", "truncate", "profile", "metrics",
    ];

    /// <summary>The differences in everything, explainers and their order included.</summary>
    public static IReadOnlyList<string> All(RunManifest a, RunManifest b) => Between(a, b, [.. _inputs, Explainers]);

    /// <summary>The differences in everything that explainers share.</summary>
    public static IReadOnlyList<string> BesidesExplainers(RunManifest a, RunManifest b) => Between(a, b, _inputs);

    private static string[] Between(RunManifest a, RunManifest b, string[] names)
    {
        JsonElement first = JsonSerializer.Deserialize<JsonElement>(a.ToJson());
        JsonElement second = JsonSerializer.Deserialize<JsonElement>(b.ToJson());
        return [.. names.Where(name => first.GetProperty(name).GetRawText() != second.GetProperty(name).GetRawText()).Select(name =>
            $"{name.Replace('_', ' ')}{Values(first.GetProperty(name), second.GetProperty(name))}")];
    }

    private static string Values(JsonElement a, JsonElement b) =>
        a.ValueKind is JsonValueKind.Object or JsonValueKind.Array || b.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? ""
            : $" ({a.GetRawText()} and {b.GetRawText()})";
}
