using System.Collections.Immutable;
using Bench.Inference;

namespace Bench.Library;

/// <summary>What computes.</summary>
/// <param name="Name">Name of the core.</param>
/// <param name="Device">Where it computes, or <see langword="null"/> for its own choice.</param>
/// <param name="Precision">The floating-point format.</param>
internal sealed record CoreChoice(string Name, string? Device, CorePrecision Precision)
{
    /// <summary>The cores that there are.</summary>
    public static ImmutableArray<string> Names { get; } = ["managed", "torch"];

    /// <summary>The managed core.</summary>
    public static CoreChoice Default { get; } = new(Names[0], null, CorePrecision.Single);
}
