using System.Text;
using Bench.TestKit;

namespace Bench.Hub.Tests;

/// <summary>A hub, a cache of its own, and a small model there.</summary>
public abstract class HubFixture : IDisposable
{
    protected const string Name = "org/tiny-model";

    protected HubStandIn Hub { get; } = new();

    protected TemporaryFolder Folder { get; } = new();

    /// <summary>Content that no test reads as weights.</summary>
    protected static byte[] Weights { get; } = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 >> 3))];

    protected static Dictionary<string, byte[]> Files => new()
    {
        ["config.json"] = Encoding.UTF8.GetBytes("""{"architectures": ["BertForSequenceClassification"]}"""),
        ["tokenizer.json"] = "{}"u8.ToArray(),
        ["model.safetensors"] = Weights,
        ["pytorch_model.bin"] = "a pickle"u8.ToArray(),
        ["README.md"] = "# Tiny"u8.ToArray(),
        ["training/run.py"] = "print()"u8.ToArray(),
    };

    protected HubSettings Settings => new()
    {
        Endpoint = Hub.Endpoint,
        Cache = Folder.File("hub"),
        RetryDelay = TimeSpan.FromMilliseconds(1),
        Silence = TimeSpan.FromSeconds(20),
        Retries = 3,
    };

    protected ModelHub Models => new(Settings);

    public void Dispose()
    {
        Hub.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected string[] Asked(string method = "GET") =>
        [.. Hub.Requests.Where(request => request.Method == method).Select(request => request.Path)];

    /// <summary>Requests for the content of the weights.</summary>
    protected HubRequest[] AskedForWeights() => [.. Hub.Requests.Where(IsForWeights)];

    protected static bool IsForWeights(HubRequest request) =>
        request.Method == "GET" && request.Path.StartsWith("/large/", StringComparison.Ordinal);

    /// <summary>Progress as it is reported, on the thread that reports it.</summary>
    protected sealed class Reports(Action<HubProgress> report) : IProgress<HubProgress>
    {
        public void Report(HubProgress value) => report(value);
    }

    protected string Cached(params string[] parts) => Path.Combine([Settings.Cache, "models--org--tiny-model", .. parts]);
}
