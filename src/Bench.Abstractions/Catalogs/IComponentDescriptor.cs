namespace Bench.Abstractions;

/// <summary>What a catalogue needs to know of an explainer, a metric or whatever else it lists.</summary>
public interface IComponentDescriptor
{
    /// <summary>Unique kebab-case id, for example <c>integrated-gradients</c>.</summary>
    string Id { get; }

    /// <summary>One sentence on what it does.</summary>
    string Summary { get; }

    /// <summary>What column heads call it, by which people may ask for it too; <see langword="null"/> where they have its id.</summary>
    string? ShortName => null;
}
