using System.Net;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Hub;

/// <summary>Reads the hub's answers about one repository and says in words what its refusals mean.</summary>
/// <param name="http">Sends requests.</param>
/// <param name="settings">How the hub is reached.</param>
/// <param name="id">The repository.</param>
internal sealed class HubAnswers(HubHttp http, HubSettings settings, HubId id)
{
    private const int MostBytes = 1 << 26;
    private static readonly TimeSpan _patienceForSuggestions = TimeSpan.FromSeconds(5);

    /// <summary>The repository's addresses.</summary>
    public RepositoryAddress Address { get; } = new(settings.Endpoint, id);

    private string Kind => id.Kind == RepositoryKind.Model ? "model" : "dataset";

    /// <summary>The answer to a question about the repository.</summary>
    /// <param name="address">Where to ask.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <exception cref="BenchException">The hub refuses, or answers with something else than JSON.</exception>
    /// <exception cref="HttpRequestException">There is no answer.</exception>
    public async Task<JsonElement> ReadAsync(Uri address, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response =
            await http.SendAsync(HttpMethod.Get, address, 0, null, cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? InputJson.Parse(await BytesAsync(response, address, cancellationToken).ConfigureAwait(false), address.AbsoluteUri)
            : throw await RefusalAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What a refusal means.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="cancellationToken">Stops the search for near names.</param>
    public async Task<BenchException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string code = response.Headers.TryGetValues("X-Error-Code", out IEnumerable<string>? codes) ? codes.First() : "";
        return (code, response.StatusCode) switch
        {
            ("GatedRepo", _) or ("", HttpStatusCode.Forbidden) => new BenchException(
                $"The {Kind} '{id.Repository}' is given only to users who agreed to its "
                    + $"terms{(settings.Token is null ? ", and there is no token" : "")}",
                Address.Page,
                $"Agree on its page, then set HF_TOKEN to a token of your account or put it into HF_HOME/token"),
            ("RevisionNotFound", _) => new BenchException(
                $"The {Kind} '{id.Repository}' has no revision '{id.Revision}'",
                Address.Page,
                $"{NearMatches.Suggest(id.Revision, await RevisionsAsync(cancellationToken).ConfigureAwait(false))}Name a branch, a tag "
                    + "or a commit behind the @, or none"),
            ("EntryNotFound", _) => new BenchException(
                "A file that the hub lists is not there", response.RequestMessage?.RequestUri?.AbsolutePath,
                "Try again; the repository may be changing"),
            ("RepoNotFound", _) or ("", HttpStatusCode.NotFound) => await NotFoundAsync(cancellationToken).ConfigureAwait(false),
            (_, HttpStatusCode.Unauthorized) => settings.Token is null
                ? await NotFoundAsync(cancellationToken).ConfigureAwait(false)
                : new BenchException("The hub does not accept the token", settings.Endpoint.AbsoluteUri,
                    "Renew HF_TOKEN or the file HF_HOME/token, or remove it"),
            _ => new BenchException(
                $"The hub answers {(int)response.StatusCode} ({response.ReasonPhrase})",
                response.RequestMessage?.RequestUri?.GetLeftPart(UriPartial.Path), "Try again later, or use what is cached with --offline"),
        };
    }

    // To those who may not know, the hub says the same of repositories that are private and of those that do not exist.
    private async Task<BenchException> NotFoundAsync(CancellationToken cancellationToken) => new(
        $"The hub has no {Kind} '{id.Repository}'{(settings.Token is null ? ", or it is private and there is no token" : "")}",
        settings.Endpoint.AbsoluteUri,
        $"{NearMatches.Suggest(id.Repository, await NamesAsync(cancellationToken).ConfigureAwait(false))}Check the name; for a private "
            + "one, set HF_TOKEN");

    private async Task<string[]> NamesAsync(CancellationToken cancellationToken) =>
        [.. Texts(await TryReadAsync(Address.Search, cancellationToken).ConfigureAwait(false), "id").Where(HubId.IsOne)];

    private async Task<string[]> RevisionsAsync(CancellationToken cancellationToken)
    {
        JsonElement found = await TryReadAsync(Address.References, cancellationToken).ConfigureAwait(false);
        return [.. ((string[])["branches", "tags"]).SelectMany(kind =>
            found.ValueKind == JsonValueKind.Object && found.TryGetProperty(kind, out JsonElement list) ? Texts(list, "name") : [])];
    }

    // Suggestions are worth a request and a moment, but nothing that could hide the message itself.
    private async Task<JsonElement> TryReadAsync(Uri address, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patienceForSuggestions);
        try
        {
            using HttpResponseMessage response =
                await http.SendAsync(HttpMethod.Get, address, 0, null, patience.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? InputJson.Parse(await BytesAsync(response, address, patience.Token).ConfigureAwait(false), address.AbsoluteUri)
                : default;
        }
        catch (Exception exception) when (exception is BenchException || HubHttp.IsBroken(exception, cancellationToken))
        {
            return default;
        }
    }

    private static IEnumerable<string> Texts(JsonElement list, string key) => list.ValueKind == JsonValueKind.Array
        ? list.EnumerateArray()
            .Where(entry => entry.ValueKind == JsonValueKind.Object)
            .Select(entry =>
                entry.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
            .OfType<string>()
        : [];

    private async Task<byte[]> BytesAsync(HttpResponseMessage response, Uri address, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        while (true)
        {
            patience.CancelAfter(settings.Silence);
            int read = await stream.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
            if (read == 0)
            {
                return bytes.ToArray();
            }

            bytes.Write(buffer, 0, read);
            if (bytes.Length > MostBytes)
            {
                throw new BenchException($"The answer has more than {MostBytes} bytes", address.AbsoluteUri, "Check HF_ENDPOINT");
            }
        }
    }
}
