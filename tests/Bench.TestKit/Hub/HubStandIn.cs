using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Bench.TestKit;

/// <summary>
/// A server on this machine that answers as the Hugging Face hub does: descriptions of revisions, HEAD with tags, large files by a redirect
/// to another host, parts of files, refusals with their codes. Tests bend it by <see cref="Intercept"/>.
/// </summary>
public sealed class HubStandIn : IDisposable
{
    private readonly HttpListener _listener;
    private readonly ConcurrentDictionary<string, StoredRepository> _repositories = new();

    /// <summary>Starts the server on a free port.</summary>
    public HubStandIn()
    {
        while (true)
        {
            int port = FreePort();
            _listener = new HttpListener { Prefixes = { $"http://localhost:{port}/", $"http://127.0.0.1:{port}/" } };
            try
            {
                _listener.Start();
                (Endpoint, Files) = (new Uri($"http://localhost:{port}"), new Uri($"http://127.0.0.1:{port}"));
                break;
            }
            catch (HttpListenerException)
            {
                // Another process took the port meanwhile.
            }
        }

        _ = Task.Run(AcceptAsync);
    }

    /// <summary>The hub's address.</summary>
    public Uri Endpoint { get; }

    /// <summary>The host that large files are redirected to.</summary>
    public Uri Files { get; }

    /// <summary>Every request: <c>METHOD HOST PATH</c>, and what was asked for.</summary>
    public ConcurrentQueue<HubRequest> Requests { get; } = new();

    /// <summary>Answers a request itself and returns true; or returns false to have it answered as usual.</summary>
    public Func<HubRequest, HttpListenerResponse, bool>? Intercept { get; set; }

    /// <summary>Adds a repository.</summary>
    /// <param name="path"><c>org/name</c> of a model, or <c>datasets/org/name</c>.</param>
    /// <param name="revision">Its only branch.</param>
    /// <param name="files">Its files by name.</param>
    public StoredRepository Add(string path, string revision, IReadOnlyDictionary<string, byte[]> files) =>
        _repositories[path + "@" + revision] = new StoredRepository(path, revision, files);

    /// <summary>Adds a model of a folder's files.</summary>
    public StoredRepository AddFolder(string path, string folder, string revision = "main") =>
        Add(path, revision, Directory.EnumerateFiles(folder)
            .ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes));

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    /// <summary>Answers with a status and one of the hub's codes.</summary>
    public static bool Refuse(HttpListenerResponse response, int status, string? code = null)
    {
        response.StatusCode = status;
        if (code is not null)
        {
            response.AddHeader("X-Error-Code", code);
        }

        response.Close();
        return true;
    }

    /// <summary>Sends a file or the part of it that was asked for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="response">The answer.</param>
    /// <param name="content">The file.</param>
    /// <param name="breakAfter">Bytes after which the connection breaks.</param>
    public static bool Send(HubRequest request, HttpListenerResponse response, byte[] content, int breakAfter = int.MaxValue)
    {
        int from = (int)request.From;
        if (from > 0)
        {
            response.StatusCode = 206;
            response.AddHeader("Content-Range", $"bytes {from}-{content.Length - 1}/{content.Length}");
        }

        response.ContentLength64 = content.Length - from;
        int count = Math.Min(content.Length - from, breakAfter);
        response.OutputStream.Write(content, from, count);
        if (count < content.Length - from)
        {
            response.OutputStream.Flush();
            response.Abort();
        }
        else
        {
            response.Close();
        }

        return true;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task AcceptAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = Task.Run(() => Answer(context));
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var request = HubRequest.Of(context.Request);
        Requests.Enqueue(request);
        try
        {
            if (Intercept?.Invoke(request, context.Response) != true)
            {
                Answer(request, context.Response);
            }
        }
        catch (Exception exception)
            when (exception is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The client went away, as some tests want it to.
        }
    }

    private void Answer(HubRequest request, HttpListenerResponse response)
    {
        string[] parts = request.Path.Trim('/').Split('/');
        if (request.Path.StartsWith("/large/", StringComparison.Ordinal))
        {
            byte[] content = _repositories.Values.SelectMany(repository => repository.Files.Values)
                .First(file => StoredRepository.TagOf(file, true) == parts[1]);
            Send(request, response, content);
        }
        else if (parts is ["api", var kind, var org, var name, "revision", var revision])
        {
            Describe(Find($"{(kind == "datasets" ? "datasets/" : "")}{org}/{name}", Uri.UnescapeDataString(revision)), $"{org}/{name}",
                response);
        }
        else if (parts is ["api", _, _, _, "refs"])
        {
            SendJson(response,
                new
                {
                    branches = _repositories.Values.Select(repository => new { name = repository.Revision }),
                    tags = Array.Empty<object>()
                });
        }
        else if (parts is ["api", _])
        {
            SendJson(response, _repositories.Values.Select(repository => new { id = repository.Path }));
        }
        else if (Array.IndexOf(parts, "resolve") is > 0 and var at && Find(string.Join('/', parts[..at]), parts[at + 1]) is { } found
            && found.Files.TryGetValue(string.Join('/', parts[(at + 2)..].Select(Uri.UnescapeDataString)), out byte[]? file))
        {
            SendResolved(request, response, found, string.Join('/', parts[(at + 2)..]), file);
        }
        else
        {
            Refuse(response, 404, "EntryNotFound");
        }
    }

    private StoredRepository? Find(string path, string revision) =>
        _repositories.Values.FirstOrDefault(repository =>
            repository.Path == path && (repository.Revision == revision || repository.Commit == revision));

    private void Describe(StoredRepository? repository, string name, HttpListenerResponse response)
    {
        if (repository is null)
        {
            bool isThere = _repositories.Values.Any(other => other.Path.EndsWith(name, StringComparison.Ordinal));
            Refuse(response, isThere ? 404 : 401, isThere ? "RevisionNotFound" : "RepoNotFound");
            return;
        }

        SendJson(response,
            new { id = name, sha = repository.Commit, siblings = repository.Files.Keys.Select(file => new { rfilename = file }) });
    }

    // Small files come from the hub itself, large ones from another host that knows neither tags nor tokens.
    private void SendResolved(HubRequest request, HttpListenerResponse response, StoredRepository repository, string name, byte[] content)
    {
        bool isLarge = StoredRepository.IsLarge(name);
        string tag = StoredRepository.TagOf(content, isLarge);
        response.AddHeader("X-Repo-Commit", repository.Commit);
        if (isLarge)
        {
            response.AddHeader("X-Linked-Etag", $"\"{tag}\"");
            response.AddHeader("X-Linked-Size", $"{content.Length}");
            response.AddHeader("ETag", "\"another\"");
            response.StatusCode = 302;
            response.AddHeader("Location", $"{Files.AbsoluteUri}large/{tag}?signature=x");
            response.Close();
            return;
        }

        response.AddHeader("ETag", $"W/\"{tag}\"");
        if (request.Method == "HEAD")
        {
            response.ContentLength64 = content.Length;
            response.Close();
            return;
        }

        Send(request, response, content);
    }

    private static void SendJson(HttpListenerResponse response, object value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value));
        response.ContentType = "application/json";
        response.ContentLength64 = bytes.Length;
        response.OutputStream.Write(bytes);
        response.Close();
    }
}
