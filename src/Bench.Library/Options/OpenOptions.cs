namespace Bench;

/// <summary>How a model is opened. The defaults are the command line's.</summary>
public sealed record OpenOptions
{
    /// <summary>Threads that may compute for all calls together.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether nothing is downloaded: models of the hub are those in the cache. Set also by <c>HF_HUB_OFFLINE</c>.</summary>
    public bool Offline { get; init; }

    /// <summary>Folders with plug-ins: assemblies that bring explainers, metrics and dataset formats of their own.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <summary>The folder that holds <c>suites</c> and <c>runs</c>; the current one, or the checkout it lies in, unless given.</summary>
    public string? Root { get; init; }
}
