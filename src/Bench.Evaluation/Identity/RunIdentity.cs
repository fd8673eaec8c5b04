using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Bench.Evaluation;

/// <summary>
/// What the numbers of a run depend on: everything in <c>run.json</c> but what came of the run and what its numbers do not depend on.
/// Whatever is recorded beyond that counts, so that nothing is forgotten. Runs with other identities are other runs.
/// </summary>
public static class RunIdentity
{
    /// <summary>Characters of the identity that name a run's folder.</summary>
    public const int ShortLength = 12;

    // Outcomes first; then how a run was computed, which changes no number; then what only describes inputs that are hashed.
    private static readonly string[] _others =
    [
        "identity", "instances", "labelled", "correct", "quality", "unexplained", "truncated", "asked", "computed", "explainer_costs",
        "trust", "missing", "started", "seconds",
        "resumed_instances", "files", "seal",
        "threads", "store", "machine", "core/library", "core/error",
        "model/settings", "model/labels", "model/activation",
    ];

    /// <summary>The identity: a SHA-256 in lower-case hexadecimal.</summary>
    /// <param name="run">The run; its own <see cref="RunManifest.Identity"/> does not matter.</param>
    public static string Of(RunManifest run) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(Inputs(run).Select(input => $"{input.Key}={input.Value}\n")))));

    /// <summary>The name of a run's folder.</summary>
    /// <param name="run">The run.</param>
    public static string ShortOf(RunManifest run) => run.Identity[..Math.Min(ShortLength, run.Identity.Length)];

    /// <summary>Every input with its value as JSON, by its path in <c>run.json</c>, explainers and metrics by their names.</summary>
    /// <param name="run">The run.</param>
    public static SortedDictionary<string, string> Inputs(RunManifest run)
    {
        var inputs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Collect(JsonSerializer.Deserialize<JsonElement>(run.ToJson()), "", inputs);
        inputs["explainers"] = string.Join(", ", run.Explainers.Select(explainer => explainer.Name));
        inputs["metrics"] = string.Join(", ", run.Metrics.Select(metric => metric.Name));
        return inputs;
    }

    private static void Collect(JsonElement value, string path, SortedDictionary<string, string> inputs)
    {
        if (_others.Contains(path) || IsDescription(path))
        {
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    Collect(member.Value, path.Length == 0 ? member.Name : $"{path}/{member.Name}", inputs);
                }

                break;
            case JsonValueKind.Array:
                foreach ((int i, JsonElement item) in value.EnumerateArray().Index())
                {
                    string key = item.ValueKind == JsonValueKind.Object && item.TryGetProperty("name", out JsonElement name)
                        ? name.ToString()
                        : $"{i}";
                    Collect(item, $"{path}/{key}", inputs);
                }

                break;
            default:
                inputs[path] = value.GetRawText();
                break;
        }
    }

    // Of what a list says about a component, only its version says that its numbers may differ.
    private static bool IsDescription(string path) =>
        path.Contains("/descriptor/", StringComparison.Ordinal) && !path.EndsWith("/descriptor/version", StringComparison.Ordinal);
}
