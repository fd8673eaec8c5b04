namespace Bench.Hub;

/// <summary>The addresses of one repository.</summary>
/// <param name="endpoint">The hub.</param>
/// <param name="id">The repository.</param>
internal sealed class RepositoryAddress(Uri endpoint, HubId id)
{
    private readonly string _root = endpoint.AbsoluteUri.TrimEnd('/');

    private string Kind => id.Kind == RepositoryKind.Model ? "models" : "datasets";

    /// <summary>What describes a revision: its commit and its files.</summary>
    public Uri Listing(string revision) => new($"{_root}/api/{Kind}/{id.Repository}/revision/{Uri.EscapeDataString(revision)}");

    /// <summary>The branches and tags.</summary>
    public Uri References => new($"{_root}/api/{Kind}/{id.Repository}/refs");

    /// <summary>Repositories with a similar name.</summary>
    public Uri Search =>
        new(
            $"{_root}/api/{Kind}?search={Uri.EscapeDataString(id.Repository[(id.Repository.IndexOf('/', StringComparison.Ordinal) + 1)..])}&limit=20");

    /// <summary>The page that people read.</summary>
    public string Page => id.Kind == RepositoryKind.Model ? $"{_root}/{id.Repository}" : $"{_root}/datasets/{id.Repository}";

    /// <summary>A file's content.</summary>
    public Uri File(string commit, string name) =>
        new($"{Page}/resolve/{Uri.EscapeDataString(commit)}/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}");
}
