using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Refuses an instance id that comes a second time.</summary>
internal sealed class UniqueIds
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    /// <summary>Notes an id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="line">The line it stands on.</param>
    /// <param name="where">The place, for messages.</param>
    /// <exception cref="BenchException">The id is empty or was there before.</exception>
    public string Add(string id, int line, string where) =>
        string.IsNullOrWhiteSpace(id) ? throw new BenchException("The id is empty", where, "Give every instance an id of its own")
        : _lines.TryAdd(id, line) ? id
        : throw new BenchException($"The id '{id}' comes twice, first on line {_lines[id]}", where, "Give every instance an id of its own");
}
