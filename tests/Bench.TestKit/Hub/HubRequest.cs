using System.Globalization;
using System.Net;

namespace Bench.TestKit;

/// <summary>A request that <see cref="HubStandIn"/> got.</summary>
/// <param name="Method">GET or HEAD.</param>
/// <param name="Host">The host that was asked.</param>
/// <param name="Path">The path, still escaped.</param>
/// <param name="From">First byte asked for, 0 for all.</param>
/// <param name="Authorization">The header of that name, or <see langword="null"/>.</param>
public sealed record HubRequest(string Method, string Host, string Path, long From, string? Authorization)
{
    internal static HubRequest Of(HttpListenerRequest request) => new(
        request.HttpMethod,
        request.Url!.Host,
        request.RawUrl!.Split('?')[0],
        request.Headers["Range"] is { } range ? long.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture) : 0,
        request.Headers["Authorization"]);
}
