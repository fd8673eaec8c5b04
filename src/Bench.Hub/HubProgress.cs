namespace Bench.Hub;

/// <summary>How far a download is.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="File">The file on its way.</param>
/// <param name="Done">Bytes of all files that are there.</param>
/// <param name="Total">Bytes of all files that are needed and were not there.</param>
public readonly record struct HubProgress(string Repository, string File, long Done, long Total);
