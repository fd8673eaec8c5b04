using Bench.Abstractions;

namespace Bench.Hub;

/// <summary>
/// One repository in the cache, in the layout of the hub's Python library: <c>blobs</c> by their tags, <c>snapshots/COMMIT</c> with links
/// to them, <c>refs/REVISION</c> with the commit that a branch was when last asked for.
/// </summary>
/// <param name="cache">The cache's folder.</param>
/// <param name="id">The repository.</param>
internal sealed class RepositoryCache(string cache, HubId id)
{
    private readonly string _folder = Path.Combine(cache, FolderName(id));

    /// <summary>The repository's folder name: <c>models--org--name</c>.</summary>
    public static string FolderName(HubId id) =>
        $"{(id.Kind == RepositoryKind.Model ? "models" : "datasets")}--{id.Repository.Replace("/", "--", StringComparison.Ordinal)}";

    private string Reference => Path.Combine(_folder, "refs", Path.Combine(id.Revision.Split('/')));

    /// <summary>The commit that the revision is, as far as the cache knows, or <see langword="null"/>.</summary>
    public string? KnownCommit => id.IsCommit ? id.Revision : File.Exists(Reference)
        && CacheAccess.Guard(Reference, () => File.ReadAllText(Reference)).Trim() is var commit
        && (id with { Revision = commit }).IsCommit ? commit : null;

    /// <summary>The folder of a commit's files.</summary>
    public string Snapshot(string commit) => Path.Combine(_folder, "snapshots", commit);

    /// <summary>Where a commit's file is, or would be.</summary>
    public string FileOf(string commit, string name) => Path.Combine(Snapshot(commit), Path.Combine(name.Split('/')));

    /// <summary>Where the content of a tag is, or would be.</summary>
    public string Blob(string tag) => Path.Combine(_folder, "blobs", tag);

    /// <summary>Where the content of a tag is gathered.</summary>
    public string PartialBlob(string tag) => Blob(tag) + ".incomplete";

    /// <summary>The file that keeps others from downloading the same.</summary>
    public string LockOf(string tag) => Path.Combine(cache, ".locks", FolderName(id), $"{tag}.lock");

    /// <summary>Records which commit the revision is.</summary>
    /// <exception cref="BenchException">The cache cannot be written.</exception>
    public void Record(string commit)
    {
        // A commit knows itself.
        if (KnownCommit == commit)
        {
            return;
        }

        CacheAccess.Guard(Reference, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Reference)!);
            File.WriteAllText(Reference, commit);
        });
    }
}
