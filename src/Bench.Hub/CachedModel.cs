using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Hub;

/// <summary>A model's state in the cache.</summary>
/// <param name="Repository">Organisation and name.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Revisions">Branches and tags that were this commit when last asked for.</param>
/// <param name="Folder">The snapshot's folder.</param>
/// <param name="Bytes">Size of its files, links followed.</param>
/// <param name="Architecture">What <c>config.json</c> says; <see langword="null"/> where it says nothing.</param>
/// <param name="Missing">What it lacks to be read, or <see langword="null"/>.</param>
public sealed record CachedModel(
    string Repository, string Commit, IReadOnlyList<string> Revisions, string Folder, long Bytes, string? Architecture, string? Missing)
{
    private const string Prefix = "models--";

    /// <summary>The models in a cache, in order of their names. Folders of other forms are passed over.</summary>
    /// <param name="cache">The cache's folder.</param>
    public static IReadOnlyList<CachedModel> In(string cache) => !Directory.Exists(cache)
        ? []
        : [.. Directory.EnumerateDirectories(cache, Prefix + "*").Order(StringComparer.Ordinal).SelectMany(OfRepository)];

    /// <summary>The architecture that a model folder's configuration names first, or <see langword="null"/>.</summary>
    /// <param name="folder">The folder.</param>
    public static string? ArchitectureOf(string folder)
    {
        try
        {
            return InputJson.Read(Path.Combine(folder, ModelFiles.Config)) is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("architectures", out JsonElement names) && names.ValueKind == JsonValueKind.Array
                && names.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.String } first ? first.GetString() : null;
        }
        catch (BenchException)
        {
            return null;
        }
    }

    /// <summary>Bytes of the files in a folder, links followed.</summary>
    /// <param name="folder">The folder.</param>
    public static long BytesOf(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Sum(file =>
            (File.ResolveLinkTarget(file, returnFinalTarget: true) as FileInfo
                ?? new FileInfo(file)) is { Exists: true, Length: var length } ? length : 0);

    private static IEnumerable<CachedModel> OfRepository(string folder)
    {
        string repository = Path.GetFileName(folder)[Prefix.Length..].Replace("--", "/", StringComparison.Ordinal);
        string snapshots = Path.Combine(folder, "snapshots");
        if (!Directory.Exists(snapshots))
        {
            yield break;
        }

        ILookup<string, string> revisions = References(Path.Combine(folder, "refs"));
        foreach (string snapshot in Directory.EnumerateDirectories(snapshots).Order(StringComparer.Ordinal))
        {
            string commit = Path.GetFileName(snapshot);
            yield return new CachedModel(
                repository, commit, [.. revisions[commit]], snapshot, BytesOf(snapshot), ArchitectureOf(snapshot), MissingIn(snapshot));
        }
    }

    private static ILookup<string, string> References(string folder) => (Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length <= 64)
            : [])
        .Select(file => (Name: Path.GetRelativePath(folder, file).Replace('\\', '/'), Commit: File.ReadAllText(file).Trim()))
        .OrderBy(entry => entry.Name, StringComparer.Ordinal)
        .ToLookup(entry => entry.Commit, entry => entry.Name);

    private static string? MissingIn(string snapshot)
    {
        try
        {
            return ModelFiles.Missing(snapshot, areWeightsNeeded: true);
        }
        catch (BenchException exception)
        {
            return exception.Problem;
        }
    }
}
