using System.Text.RegularExpressions;

namespace Bench.Inference;

/// <summary>Which state of which repository a folder of the Hugging Face cache is: <c>models--org--name/snapshots/COMMIT</c>.</summary>
/// <param name="Repository">Organisation and name.</param>
/// <param name="Commit">The commit.</param>
public sealed partial record HubSnapshot(string Repository, string Commit)
{
    /// <summary>The repository's name without its organisation: short, as a folder's own name is.</summary>
    public string Name => Repository[(Repository.LastIndexOf('/') + 1)..];

    /// <summary>What a folder's path says, or <see langword="null"/> where it is no snapshot.</summary>
    /// <param name="folder">The folder.</param>
    public static HubSnapshot? Of(string folder)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)).Replace('\\', '/');
        return Layout().Match(path) is { Success: true } match
            ? new HubSnapshot(match.Groups["repository"].Value.Replace("--", "/", StringComparison.Ordinal), match.Groups["commit"].Value)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Repository}@{Commit}";

    [GeneratedRegex(@"/models--(?<repository>[A-Za-z0-9._-]+)/snapshots/(?<commit>[0-9a-f]{40})\z")]
    private static partial Regex Layout();
}
