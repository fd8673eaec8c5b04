using System.Security.Cryptography;
using System.Text;

namespace Bench.TestKit;

/// <summary>A repository of <see cref="HubStandIn"/>.</summary>
/// <param name="Path"><c>org/name</c> of a model, or <c>datasets/org/name</c>.</param>
/// <param name="Revision">Its only branch.</param>
/// <param name="Files">Its files by name.</param>
public sealed record StoredRepository(string Path, string Revision, IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>The commit: 40 digits that depend on names and contents.</summary>
    public string Commit { get; } = Convert.ToHexStringLower(SHA1.HashData(
        Encoding.UTF8.GetBytes(Path + Revision
            + string.Concat(Files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Key + TagOf(file.Value, true))))));

    /// <summary>Whether a file is kept beside the repository, as the hub does with weights and tables.</summary>
    public static bool IsLarge(string name) =>
        name.EndsWith(".safetensors", StringComparison.Ordinal) || name.EndsWith(".parquet", StringComparison.Ordinal)
            || name.EndsWith(".bin", StringComparison.Ordinal);

    /// <summary>The tag of a content: its SHA-256, or git's SHA-1.</summary>
    public static string TagOf(byte[] content, bool isLarge) => Convert.ToHexStringLower(isLarge
        ? SHA256.HashData(content)
        : SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]));
}
