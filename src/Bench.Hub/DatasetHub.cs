using Bench.Abstractions;

namespace Bench.Hub;

/// <summary>Where a dataset of the hub was brought to.</summary>
/// <param name="Path">Its Parquet file, or a path with a <c>*</c> that stands for several.</param>
/// <param name="Source">Repository and commit.</param>
public sealed record OpenedDataset(string Path, string Source);

/// <summary>
/// Datasets of the Hugging Face hub, by name: their own Parquet files, else those that the hub has made of them
/// (<c>refs/convert/parquet</c>). Scripts are never run.
/// </summary>
/// <param name="settings">How the hub is reached.</param>
public sealed class DatasetHub(HubSettings settings)
{
    private const string Conversion = "refs/convert/parquet";

    /// <summary>Brings one split into the cache.</summary>
    /// <param name="name"><c>org/name</c> or <c>org/name@revision</c>.</param>
    /// <param name="config">The configuration, or <see langword="null"/> for the only one, or the one called default.</param>
    /// <param name="split">The split, or <see langword="null"/> for the only one.</param>
    /// <param name="progress">Is told how a download is.</param>
    /// <param name="note">Is told, in a sentence, what was decided that users should know.</param>
    /// <param name="cancellationToken">Stops the download.</param>
    /// <exception cref="BenchException">
    /// There is no such dataset or part, it has no Parquet files, or neither hub nor cache have it.
    /// </exception>
    public async Task<OpenedDataset> OpenAsync(
        string name, string? config = null, string? split = null, IProgress<HubProgress>? progress = null, Action<string>? note = null,
        CancellationToken cancellationToken = default)
    {
        HubId id = HubId.Parse(RepositoryKind.Dataset, name, "dataset");
        HubId[] tried = id.Revision == HubId.DefaultRevision ? [id, id with { Revision = Conversion }] : [id];
        foreach (HubId one in tried)
        {
            using var download = new RepositoryDownload(settings, one, SnapshotLink.System);
            (string commit, IReadOnlyList<string> files,
                bool isCached) = await ListAsync(download, one, note, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<DatasetFiles> parts = DatasetFiles.Of(files);
            if (parts.Count > 0)
            {
                DatasetFiles part = DatasetFiles.Choose(parts, config, split, id.ToString());
                if (!isCached)
                {
                    // Backwards: where a download ends early the first is missing, and the numbers of the others say so.
                    await download.FetchAsync([.. part.Files.Reverse()], progress, cancellationToken).ConfigureAwait(false);
                }
                else if (part.Missing() is { } missing)
                {
                    throw new BenchException(
                        $"The cached split '{part.Split}' lacks {missing}, and nothing can be downloaded", id.ToString(),
                        "Run it once with a connection");
                }

                return new OpenedDataset(
                    part.PathOf(file => download.Cache.FileOf(commit, file), files, id.ToString()), $"{id.Repository}@{commit}");
            }
        }

        throw new BenchException(
            "The dataset has no Parquet files, neither its own nor the hub's conversion", id.ToString(),
            "Convert it in Python: load_dataset(…).to_parquet(file), and name the file as 'path' with 'format: parquet'");
    }

    private async Task<(string Commit, IReadOnlyList<string> Files, bool IsCached)> ListAsync(
        RepositoryDownload download, HubId id, Action<string>? note, CancellationToken cancellationToken)
    {
        if (settings.Offline)
        {
            return Cached(download.Cache) ?? throw NotCached(id, "and nothing is downloaded (--offline, HF_HUB_OFFLINE)", null);
        }

        try
        {
            RepositoryListing listing = await download.ListAsync(cancellationToken).ConfigureAwait(false);
            return (listing.Commit, listing.Files, false);
        }
        catch (Exception exception) when (HubHttp.IsBroken(exception, cancellationToken))
        {
            string why = $"the hub cannot be reached ({exception.GetBaseException().Message.TrimEnd('.')})";
            var cached = Cached(download.Cache) ?? throw NotCached(id, $"and {why}", exception);
            note?.Invoke($"{id}: taken from the cache as it was, since {why}");
            return cached;
        }
    }

    private static (string Commit, IReadOnlyList<string> Files, bool IsCached)? Cached(RepositoryCache cache)
    {
        if (cache.KnownCommit is not { } commit || !Directory.Exists(cache.Snapshot(commit)))
        {
            return null;
        }

        string folder = cache.Snapshot(commit);
        return (commit,
            [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))], true);
    }

    private static BenchException NotCached(HubId id, string why, Exception? inner) =>
        new($"The dataset '{id}' is not in the cache, {why}", "dataset", "Run it once with a connection, or name a file of your own",
            inner);
}
