using Bench.Abstractions;

namespace Bench.Hub;

/// <summary>Models of the Hugging Face hub, by name: from the cache that Python's tools use too, else from the hub into it.</summary>
/// <param name="settings">How the hub is reached.</param>
public sealed class ModelHub(HubSettings settings)
{
    /// <summary>Puts blobs where snapshots want them.</summary>
    internal SnapshotLink Link { get; init; } = SnapshotLink.System;

    /// <summary>
    /// The folder of a model's files. A branch or tag costs one request, which asks what commit it is now; where the hub cannot be reached,
    /// what the cache knows is used. A commit that is in the cache costs none.
    /// </summary>
    /// <param name="name"><c>org/name</c> or <c>org/name@revision</c>.</param>
    /// <param name="progress">Is told how far a download is.</param>
    /// <param name="note">Is told, in a sentence, what was decided that users should know.</param>
    /// <param name="cancellationToken">Stops the download; the next one goes on from what there is.</param>
    /// <returns>A folder as <c>config.json</c>, <c>model.safetensors</c> and a tokenizer make it.</returns>
    /// <exception cref="BenchException">There is no such model, it cannot be read, or neither hub nor cache have it.</exception>
    public Task<string> OpenAsync(
        string name, IProgress<HubProgress>? progress = null, Action<string>? note = null, CancellationToken cancellationToken = default) =>
        OpenAsync(name, areWeightsNeeded: true, progress, note, cancellationToken);

    /// <summary>The folder of a model's tokenizer and configuration; weights are not asked for, nor need there be any.</summary>
    /// <param name="name"><c>org/name</c> or <c>org/name@revision</c>.</param>
    /// <param name="progress">Is told how far a download is.</param>
    /// <param name="note">Is told, in a sentence, what was decided that users should know.</param>
    /// <param name="cancellationToken">Stops the download.</param>
    /// <exception cref="BenchException">There is no such model, it has no tokenizer, or neither hub nor cache have it.</exception>
    public Task<string> OpenTokenizerAsync(
        string name, IProgress<HubProgress>? progress = null, Action<string>? note = null, CancellationToken cancellationToken = default) =>
        OpenAsync(name, areWeightsNeeded: false, progress, note, cancellationToken);

    private async Task<string> OpenAsync(
        string name, bool areWeightsNeeded, IProgress<HubProgress>? progress, Action<string>? note, CancellationToken cancellationToken)
    {
        HubId id = HubId.Parse(RepositoryKind.Model, name, "model");
        using var download = new RepositoryDownload(settings, id, Link);
        if (settings.Offline || id.IsCommit)
        {
            string? cached = InCache(download.Cache, areWeightsNeeded);
            if (cached is not null || settings.Offline)
            {
                return cached
                    ?? throw NotCached(id, download.Cache, areWeightsNeeded, "and nothing is downloaded (--offline, HF_HUB_OFFLINE)", null);
            }
        }

        RepositoryListing listing;
        try
        {
            listing = await download.ListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (HubHttp.IsBroken(exception, cancellationToken))
        {
            string why = $"the hub cannot be reached ({exception.GetBaseException().Message.TrimEnd('.')})";
            string cached = InCache(download.Cache, areWeightsNeeded)
                ?? throw NotCached(id, download.Cache, areWeightsNeeded, $"and {why}", exception);
            note?.Invoke($"{id}: taken from the cache as it was, since {why}");
            return cached;
        }

        string[] small = [.. ModelFiles.Small(listing.Files)];
        if (!areWeightsNeeded)
        {
            return ModelFiles.HasTokenizer(listing.Files)
                ? await download.FetchAsync(small, progress, cancellationToken).ConfigureAwait(false)
                : throw new BenchException(
                    "The repository has no tokenizer's file", id.ToString(), "Name a repository of a transformers model");
        }

        string weights = ModelFiles.WeightsOf(id, listing.Files);
        string folder =
            await download.FetchAsync(weights == ModelFiles.Index ? [.. small, weights] : small, progress, cancellationToken)
                .ConfigureAwait(false);
        string[] large = weights == ModelFiles.Index ? [.. ModelFiles.Parts(Path.Combine(folder, weights))] : [weights];
        return large.FirstOrDefault(part => !listing.Files.Contains(part)) is { } absent
            ? throw new BenchException(
                $"The repository lacks '{absent}', which {ModelFiles.Index} names", id.ToString(), "Tell the model's authors")
            : await download.FetchAsync(large, progress, cancellationToken).ConfigureAwait(false);
    }

    private static string? InCache(RepositoryCache cache, bool areWeightsNeeded) =>
        cache.KnownCommit is { } commit && ModelFiles.Missing(cache.Snapshot(commit), areWeightsNeeded) is null
            ? cache.Snapshot(commit)
            : null;

    private static BenchException NotCached(HubId id, RepositoryCache cache, bool areWeightsNeeded, string why, Exception? inner) => new(
        cache.KnownCommit is { } commit && Directory.Exists(cache.Snapshot(commit))
            ? $"The cached model '{id}' lacks {ModelFiles.Missing(cache.Snapshot(commit), areWeightsNeeded)}, {why}"
            : $"The model '{id}' is not in the cache, {why}",
        cache.Snapshot("").TrimEnd(Path.DirectorySeparatorChar),
        "Run it once with a connection, or name the folder of a model",
        inner);
}
