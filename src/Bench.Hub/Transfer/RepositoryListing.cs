using System.Text.Json;
using System.Text.RegularExpressions;
using Bench.Abstractions;

namespace Bench.Hub;

/// <summary>What the hub says of a revision. All of it is untrusted.</summary>
/// <param name="Commit">The commit that the revision is.</param>
/// <param name="Files">Names of its files, with slashes; those that are no safe path below a folder are left out.</param>
internal sealed partial record RepositoryListing(string Commit, IReadOnlyList<string> Files)
{
    private const int MostFiles = 1_000_000;

    /// <summary>Reads the hub's description of a revision.</summary>
    /// <param name="root">The description.</param>
    /// <param name="where">Where it came from, for messages.</param>
    /// <exception cref="BenchException">It has no commit or no list of files.</exception>
    public static RepositoryListing Read(JsonElement root, string where)
    {
        bool isDescription = root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("sha", out JsonElement sha) && sha.ValueKind == JsonValueKind.String
            && CommitId().IsMatch(sha.GetString()!)
            && root.TryGetProperty("siblings", out JsonElement siblings) && siblings.ValueKind == JsonValueKind.Array;
        if (!isDescription)
        {
            throw new BenchException(
                "This is no description of a repository: expected 'sha', a commit, and 'siblings', a list", where, "Check HF_ENDPOINT");
        }

        return new RepositoryListing(root.GetProperty("sha").GetString()!, [.. root.GetProperty("siblings").EnumerateArray().Take(MostFiles)
            .Select(entry => entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("rfilename", out JsonElement name)
                && name.ValueKind == JsonValueKind.String ? name.GetString()! : "")
            .Where(IsSafe)
            .Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Whether a name is that of a file below the snapshot's folder on every system, and never leads out of it.</summary>
    /// <param name="name">A name from the hub.</param>
    public static bool IsSafe(string name) => name.Length is > 0 and <= 512 && SafeCharacters().IsMatch(name)
        && name.Split('/').All(part => part.Length > 0 && !part.EndsWith('.') && !part.EndsWith(' '));

    [GeneratedRegex(@"^[0-9a-f]{40}\z")]
    private static partial Regex CommitId();

    // No backslash, colon or control character: they are separators, drives and streams on Windows.
    [GeneratedRegex(@"^[^\\:*?""<>|\p{C}]+\z")]
    private static partial Regex SafeCharacters();
}
