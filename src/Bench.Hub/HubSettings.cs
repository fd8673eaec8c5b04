using Bench.Abstractions;

namespace Bench.Hub;

/// <summary>
/// How the hub is reached and where its files are kept, by the variables that the hub's own Python library reads, so that both share one
/// cache.
/// </summary>
public sealed record HubSettings
{
    private static readonly string[] _yes = ["1", "ON", "YES", "TRUE"];

    /// <summary>The hub's address, without a slash at its end.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The folder with <c>models--org--name</c> and <c>datasets--org--name</c>.</summary>
    public required string Cache { get; init; }

    /// <summary>The user's access token, or <see langword="null"/>. It is sent to <see cref="Endpoint"/> only.</summary>
    public string? Token { get; init; }

    /// <summary>Whether only what is in the cache is used.</summary>
    public bool Offline { get; init; }

    /// <summary>How often a request is repeated that fails for a reason which may pass.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>Wait before the first repetition; doubled for each further one.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the server may send nothing before a request counts as broken.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Settings from the environment: <c>HF_ENDPOINT</c>; <c>HF_HUB_CACHE</c>, or <c>hub</c> below <c>HF_HOME</c>, or
    /// <c>~/.cache/huggingface/hub</c>; <c>HF_TOKEN</c>, or the file <c>HF_TOKEN_PATH</c> or <c>HF_HOME/token</c>; <c>HF_HUB_OFFLINE</c>.
    /// Proxies are found by .NET's own rules.
    /// </summary>
    /// <param name="variable">Reads a variable; the process's environment unless given.</param>
    /// <exception cref="BenchException">The address is none.</exception>
    public static HubSettings FromEnvironment(Func<string, string?>? variable = null)
    {
        string? Value(string name) => (variable ?? Environment.GetEnvironmentVariable)(name) is { Length: > 0 } value ? value : null;
        string home = Value("HF_HOME") is { } named ? Expanded(named) : Path.Combine(
            Value("XDG_CACHE_HOME") is { } caches ? Expanded(caches) : Expanded("~/.cache"), "huggingface");
        string cache = Value("HF_HUB_CACHE") ?? Value("HUGGINGFACE_HUB_CACHE") ?? Path.Combine(home, "hub");
        return new HubSettings
        {
            Endpoint = Address(Value("HF_ENDPOINT") ?? "https://huggingface.co"),
            Cache = Path.GetFullPath(Expanded(cache)),
            Token = Value("HF_TOKEN")?.Trim() ?? Value("HUGGING_FACE_HUB_TOKEN")?.Trim()
                ?? TokenIn(Expanded(Value("HF_TOKEN_PATH") ?? Path.Combine(home, "token"))),
            Offline = IsYes(Value("HF_HUB_OFFLINE")) || IsYes(Value("TRANSFORMERS_OFFLINE")),
        };
    }

    private static bool IsYes(string? value) => value is not null && _yes.Contains(value.ToUpperInvariant());

    private static Uri Address(string text) =>
        Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address
            : throw new BenchException(
                $"'{text}' is no address of a hub", "HF_ENDPOINT", "Give an address that begins with https://, or unset it");

    private static string Expanded(string path) => path == "~" || path.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[1..].TrimStart('/'))
        : path;

    // A token that cannot be read is as good as none: public repositories need none, and others say so.
    private static string? TokenIn(string path)
    {
        try
        {
            return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } token ? token : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
