using System.Net;
using System.Net.Http.Headers;
using Bench.Abstractions;

namespace Bench.Hub;

/// <summary>
/// Sends requests: with the token to the hub itself and to nobody else, along redirects, and again where a failure may pass.
/// Proxies and certificates are .NET's defaults.
/// </summary>
/// <param name="settings">How the hub is reached.</param>
internal sealed class HubHttp(HubSettings settings) : IDisposable
{
    private const int MostRedirects = 8;
    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(60);

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        AutomaticDecompression = DecompressionMethods.None,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Sends a request until it is answered by something else than a failure that may pass; redirects are followed.</summary>
    /// <param name="method">GET or HEAD.</param>
    /// <param name="address">The address.</param>
    /// <param name="from">First byte that is wanted, or 0 for all.</param>
    /// <param name="stopAt">Says of a redirect that it is answer enough.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <exception cref="HttpRequestException">There is no answer, repetitions included.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, Uri address, long from, Func<HttpResponseMessage, bool>? stopAt, CancellationToken cancellationToken)
    {
        for (int attempt = 0; ; attempt++)
        {
            TimeSpan? asked = null;
            try
            {
                HttpResponseMessage response = await FollowAsync(method, address, from, stopAt, cancellationToken).ConfigureAwait(false);
                if (!MayPass(response.StatusCode) || attempt >= settings.Retries)
                {
                    return response;
                }

                asked = response.Headers.RetryAfter?.Delta;
                response.Dispose();
            }
            catch (Exception exception) when (IsBroken(exception, cancellationToken) && attempt < settings.Retries)
            {
            }

            await WaitAsync(attempt, asked, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits before the next attempt, longer each time.</summary>
    /// <param name="attempt">How many failed before, from 0.</param>
    /// <param name="asked">What the server asked for, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public Task WaitAsync(int attempt, TimeSpan? asked, CancellationToken cancellationToken)
    {
        TimeSpan wait = asked ?? settings.RetryDelay * Math.Pow(2, attempt);
        return Task.Delay(wait < _longestWait ? wait : _longestWait, cancellationToken);
    }

    /// <summary>
    /// Whether an exception means that the connection broke, and not that the user stopped it. A connection that is reset while content
    /// comes is a plain <see cref="IOException"/>; those of the disk become messages where they arise (<see cref="CacheAccess"/>).
    /// </summary>
    public static bool IsBroken(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && exception is HttpRequestException or IOException or OperationCanceledException;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> FollowAsync(
        HttpMethod method, Uri address, long from, Func<HttpResponseMessage, bool>? stopAt, CancellationToken cancellationToken)
    {
        for (int redirects = 0; ; redirects++)
        {
            HttpResponseMessage response = await OnceAsync(method, address, from, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode is < 300 or >= 400 || response.Headers.Location is not { } location
                || stopAt?.Invoke(response) == true)
            {
                return response;
            }

            response.Dispose();
            Uri next = new(address, location);
            bool isSafe = MayFollow(address, next);
            if (!isSafe || redirects >= MostRedirects)
            {
                throw new BenchException(
                    isSafe
                        ? $"The server redirects more than {MostRedirects} times"
                        : $"The server redirects to {next.Scheme}:, which is not encrypted",
                    address.GetLeftPart(UriPartial.Path), "Check HF_ENDPOINT and the proxy");
            }

            address = next;
        }
    }

    private async Task<HttpResponseMessage> OnceAsync(HttpMethod method, Uri address, long from, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("bench", typeof(HubHttp).Assembly.GetName().Version?.ToString(3)));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (from > 0)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
        }

        if (settings.Token is { } token && address.GetLeftPart(UriPartial.Authority) == settings.Endpoint.GetLeftPart(UriPartial.Authority))
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.Silence);
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
    }

    /// <summary>Whether a redirect leads no worse way than the one it comes from: never from an encrypted to an open one.</summary>
    internal static bool MayFollow(Uri from, Uri to) =>
        to.Scheme == Uri.UriSchemeHttps || (to.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttp);

    private static bool MayPass(HttpStatusCode status) =>
        status == HttpStatusCode.TooManyRequests || status == HttpStatusCode.RequestTimeout || (int)status >= 500;
}
