using Bench.Abstractions;

namespace Bench.Hub;

/// <summary>Brings files of one repository into the cache; what is there already is not asked for again.</summary>
/// <param name="settings">How the hub is reached.</param>
/// <param name="id">The repository and its revision.</param>
/// <param name="link">Puts blobs where snapshots want them.</param>
internal sealed class RepositoryDownload(HubSettings settings, HubId id, SnapshotLink link) : IDisposable
{
    private readonly HubHttp _http = new(settings);
    private RepositoryListing? _listing;

    /// <summary>The repository in the cache.</summary>
    public RepositoryCache Cache { get; } = new(settings.Cache, id);

    private HubAnswers Answers => new(_http, settings, id);

    /// <summary>What the hub says of the revision.</summary>
    /// <exception cref="BenchException">The hub refuses, or describes another commit than the one asked for.</exception>
    /// <exception cref="HttpRequestException">The hub cannot be reached.</exception>
    public async Task<RepositoryListing> ListAsync(CancellationToken cancellationToken)
    {
        Uri address = Answers.Address.Listing(id.Revision);
        _listing ??= RepositoryListing.Read(
            await Answers.ReadAsync(address, cancellationToken).ConfigureAwait(false), address.AbsoluteUri);
        return !id.IsCommit || _listing.Commit == id.Revision
            ? _listing
            : throw new BenchException(
                $"Commit {id.Revision} was asked for, the answer describes {_listing.Commit}", address.AbsoluteUri,
                "Check HF_ENDPOINT: a mirror that knows no commits cannot serve a pinned one");
    }

    /// <summary>Makes sure that files of the listed commit are in its snapshot.</summary>
    /// <param name="names">Names from the listing.</param>
    /// <param name="progress">Is told how far the download is.</param>
    /// <param name="cancellationToken">Stops the download; what there is stays, and the next one goes on from it.</param>
    /// <returns>The snapshot's folder.</returns>
    /// <exception cref="BenchException">The hub refuses, the connection keeps breaking, or a file is damaged.</exception>
    public async Task<string> FetchAsync(
        IReadOnlyCollection<string> names, IProgress<HubProgress>? progress, CancellationToken cancellationToken)
    {
        string commit = (await ListAsync(cancellationToken).ConfigureAwait(false)).Commit;
        var missing = new List<RemoteFile>();
        foreach (string name in names.Where(name => !File.Exists(Cache.FileOf(commit, name))))
        {
            missing.Add(await RemoteFile.AskAsync(_http, Answers, commit, name, cancellationToken).ConfigureAwait(false));
        }

        long total = missing.Sum(file => file.Size);
        long done = 0;
        foreach (RemoteFile file in missing)
        {
            await FetchAsync(
                file, bytes => progress?.Report(new HubProgress(id.ToString(), file.Name, done + bytes, total)), cancellationToken)
                .ConfigureAwait(false);
            string place = Cache.FileOf(commit, file.Name);
            CacheAccess.Guard(place, () => link.Make(Cache.Blob(file.Tag), place));
            done += file.Size;
        }

        Cache.Record(commit);
        return Cache.Snapshot(commit);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task FetchAsync(RemoteFile file, Action<long> advanced, CancellationToken cancellationToken)
    {
        string blob = Cache.Blob(file.Tag);
        using IDisposable held = await CacheLock.TakeAsync(Cache.LockOf(file.Tag), cancellationToken).ConfigureAwait(false);
        if (!File.Exists(blob))
        {
            CacheAccess.Guard(blob, () => Directory.CreateDirectory(Path.GetDirectoryName(blob)!));
            string partial = Cache.PartialBlob(file.Tag);
            await new BlobDownload(_http, Answers, settings).FetchAsync(file, partial, advanced, cancellationToken).ConfigureAwait(false);
            CacheAccess.Guard(blob, () => File.Move(partial, blob));
        }

        advanced(file.Size);
    }
}
