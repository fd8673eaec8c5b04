using System.Text.Json;

namespace Bench.Abstractions;

/// <summary>A model's answer as people know it: entities, an answer, a ranking.</summary>
public interface ITaskAnswer
{
    /// <summary>Its name in JSON.</summary>
    string Key { get; }

    /// <summary>The answer in lines for people. Untrusted text.</summary>
    IEnumerable<string> Lines { get; }

    /// <summary>Writes the answer as one JSON value.</summary>
    /// <param name="writer">Where to write.</param>
    void Write(Utf8JsonWriter writer);
}
