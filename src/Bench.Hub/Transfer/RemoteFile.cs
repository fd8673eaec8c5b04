using System.Globalization;
using System.Text.RegularExpressions;
using Bench.Abstractions;

namespace Bench.Hub;

/// <summary>A file of a revision, as the hub's answer to HEAD describes it.</summary>
/// <param name="Name">Its name in the repository.</param>
/// <param name="Address">Where its content is asked for.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Tag">Its ETag without quotes: the SHA-256 of large files, the git SHA-1 of small ones.</param>
internal sealed partial record RemoteFile(string Name, Uri Address, long Size, string Tag)
{
    // 4 TiB: far above the hub's own limit of a file, and the sizes of a million files still add up.
    private const long MostBytes = 1L << 42;

    /// <summary>Asks for a file's description.</summary>
    /// <param name="http">Sends requests.</param>
    /// <param name="answers">Explains refusals.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="name">The file.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <exception cref="BenchException">The hub refuses, or its answer lacks the tag or the size.</exception>
    public static async Task<RemoteFile> AskAsync(
        HubHttp http, HubAnswers answers, string commit, string name, CancellationToken cancellationToken)
    {
        Uri address = answers.Address.File(commit, name);

        // A redirect to where large files lie carries all that is asked for; what lies there may know neither.
        using HttpResponseMessage response = await http.SendAsync(
            HttpMethod.Head, address, 0, redirect => Header(redirect, "X-Linked-Etag") is not null, cancellationToken)
                .ConfigureAwait(false);
        if (!response.IsSuccessStatusCode && Header(response, "X-Linked-Etag") is null)
        {
            throw await answers.RefusalAsync(response, cancellationToken).ConfigureAwait(false);
        }

        string? tag = Header(response, "X-Linked-Etag") ?? response.Headers.ETag?.Tag;
        tag = tag is null ? null : Quoted().Replace(tag, "${tag}");
        string? size = Header(response, "X-Linked-Size") ?? response.Content.Headers.ContentLength?.ToString(CultureInfo.InvariantCulture);
        bool isOther = Header(response, "X-Repo-Commit") is { } answered && answered != commit;
        return tag is not null && FileTag().IsMatch(tag) && !isOther
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes) && bytes <= MostBytes
            ? new RemoteFile(name, address, bytes, tag)
            : throw new BenchException(
                isOther ? "The answer is about another commit than the one asked for" : "The answer names no usable ETag or no size",
                address.AbsoluteUri, "Check HF_ENDPOINT and the proxy: something between does not pass the hub's answers on");
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    [GeneratedRegex("^(W/)?\"?(?<tag>[^\"]*)\"?\\z")]
    private static partial Regex Quoted();

    // It becomes a file's name.
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_-]{7,127}\z")]
    private static partial Regex FileTag();
}
