namespace Bench.Abstractions;

/// <summary>The options of a component that has none.</summary>
public sealed record NoOptions;
