using System.Net;
using Bench.Abstractions;

namespace Bench.Hub;

/// <summary>
/// Brings one file's content into a file beside its place: goes on where an earlier attempt broke off, whoever made it, and checks the
/// whole.
/// </summary>
/// <param name="http">Sends requests.</param>
/// <param name="answers">Explains refusals.</param>
/// <param name="settings">Patience.</param>
internal sealed class BlobDownload(HubHttp http, HubAnswers answers, HubSettings settings)
{
    /// <summary>Downloads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="partial">Where its bytes are gathered; what is there already is the file's beginning.</param>
    /// <param name="advanced">Is told how many bytes there are; fewer than before where an attempt begins anew.</param>
    /// <param name="cancellationToken">Stops the download; what there is stays.</param>
    /// <exception cref="BenchException">
    /// The content is not what its hash says, the connection keeps breaking, or the disk refuses.
    /// </exception>
    public async Task FetchAsync(RemoteFile file, string partial, Action<long> advanced, CancellationToken cancellationToken)
    {
        bool hasBefore = File.Exists(partial) && new FileInfo(partial).Length > 0;
        while (true)
        {
            await GatherAsync(file, partial, advanced, cancellationToken).ConfigureAwait(false);
            if (new FileInfo(partial).Length == file.Size
                && await BlobHash.FitsAsync(partial, file.Tag, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            CacheAccess.Guard(partial, () => File.Delete(partial));
            if (!hasBefore)
            {
                throw new BenchException(
                    $"The content of '{file.Name}' is not what its hash {file.Tag} says", file.Address.AbsoluteUri,
                    "Try again; if it stays so, the file at the hub or something between is damaged");
            }

            // What was there before may have been the damage.
            hasBefore = false;
        }
    }

    private async Task GatherAsync(RemoteFile file, string partial, Action<long> advanced, CancellationToken cancellationToken)
    {
        using FileStream output = Open(partial);
        int failures = 0;
        for (long furthest = output.Length; output.Length < file.Size; furthest = Math.Max(furthest, output.Length))
        {
            Exception? broken = null;
            try
            {
                await OnceAsync(file, output, advanced, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (HubHttp.IsBroken(exception, cancellationToken))
            {
                broken = exception;
            }

            // An answer may also end in good order before the file does, or say that nothing is left.
            failures = output.Length > furthest ? 0 : failures + 1;
            if (failures > settings.Retries)
            {
                throw new BenchException(
                    $"The connection breaks at {output.Length} of {file.Size} bytes of '{file.Name}', {failures} times in a row "
                        + $"({broken?.Message.TrimEnd('.') ?? "the server sends no more"})",
                    file.Address.GetLeftPart(UriPartial.Authority), "Run the command again: it goes on where it stopped", broken);
            }

            if (output.Length < file.Size)
            {
                await http.WaitAsync(failures, null, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task OnceAsync(RemoteFile file, FileStream output, Action<long> advanced, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response =
            await http.SendAsync(HttpMethod.Get, file.Address, output.Length, null, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            throw await answers.RefusalAsync(response, cancellationToken).ConfigureAwait(false);
        }

        bool goesOn = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == output.Length;
        if (!goesOn)
        {
            // A server that knows no ranges sends the whole.
            CacheAccess.Guard(output.Name, () => output.SetLength(0));
            advanced(0);
        }

        if (response.StatusCode == HttpStatusCode.OK || goesOn)
        {
            await CopyAsync(response, file, output, advanced, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CopyAsync(
        HttpResponseMessage response, RemoteFile file, FileStream output, Action<long> advanced, CancellationToken cancellationToken)
    {
        using Stream input = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        byte[] buffer = new byte[1 << 17];
        output.Seek(0, SeekOrigin.End);
        while (output.Length <= file.Size)
        {
            patience.CancelAfter(settings.Silence);
            int read = await input.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
            if (read == 0)
            {
                return;
            }

            CacheAccess.Guard(output.Name, () => output.Write(buffer, 0, read));
            advanced(output.Length);
        }
    }

    private static FileStream Open(string path) => CacheAccess.Guard(
        path, () => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0));
}
