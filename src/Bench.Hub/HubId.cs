using System.Text.RegularExpressions;
using Bench.Abstractions;

namespace Bench.Hub;

/// <summary>Names one state of a repository: <c>org/name</c>, or <c>org/name@revision</c>.</summary>
/// <param name="Kind">What the repository holds.</param>
/// <param name="Repository">Organisation and name.</param>
/// <param name="Revision">A branch, a tag, or a commit.</param>
public sealed partial record HubId(RepositoryKind Kind, string Repository, string Revision)
{
    /// <summary>The revision that is meant where none is named.</summary>
    public const string DefaultRevision = "main";

    /// <summary>Whether the revision is a commit, which never changes.</summary>
    public bool IsCommit => Commit().IsMatch(Revision);

    /// <summary>Whether a word can be the name of a repository. Existing folders are the caller's to rule out.</summary>
    /// <param name="word">The word.</param>
    public static bool IsOne(string word) => Name().Match(word) is { Success: true } match && IsSafe(match);

    /// <summary>Reads a name.</summary>
    /// <param name="kind">What the repository holds.</param>
    /// <param name="word"><c>org/name</c> or <c>org/name@revision</c>.</param>
    /// <param name="where">Where it was written, for messages.</param>
    /// <exception cref="BenchException">It is no such name.</exception>
    public static HubId Parse(RepositoryKind kind, string word, string where)
    {
        Match match = Name().Match(word);
        return match.Success && IsSafe(match)
            ? new HubId(
                kind, match.Groups["name"].Value, match.Groups["revision"] is { Success: true } revision ? revision.Value : DefaultRevision)
            : throw new BenchException(
                $"'{word}' is no name of a repository", where,
                "Write org/name, or org/name@revision, in letters, digits, '-', '_' and '.'");
    }

    /// <inheritdoc/>
    public override string ToString() => Revision == DefaultRevision ? Repository : $"{Repository}@{Revision}";

    // Both become names of folders; "--" stands between organisation and name there.
    private static bool IsSafe(Match match) =>
        !match.Value.Contains("..", StringComparison.Ordinal) && !match.Groups["name"].Value.Contains("--", StringComparison.Ordinal);

    [GeneratedRegex(
        @"^(?<name>[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9_][A-Za-z0-9._-]{0,95})(@(?<revision>[A-Za-z0-9_][A-Za-z0-9._/-]{0,127}))?\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[0-9a-f]{40}\z")]
    private static partial Regex Commit();
}

/// <summary>What a repository of the hub holds.</summary>
public enum RepositoryKind
{
    /// <summary>A model.</summary>
    Model,

    /// <summary>A dataset.</summary>
    Dataset,
}
