namespace Bench.Abstractions;

/// <summary>A model's answer as people know it: entities, an answer, a ranking.</summary>
public interface ITaskAnswer
{
    /// <summary>Its name in JSON.</summary>
    string Key { get; }

    /// <summary>The answer in lines for people. Untrusted text.</summary>
    IEnumerable<string> Lines { get; }

    /// <summary>The answer as records, lists and plain values, which become one JSON value with keys in snake_case.</summary>
    object Value { get; }
}
