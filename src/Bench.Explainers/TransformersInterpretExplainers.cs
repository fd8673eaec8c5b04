using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// The options under which Integrated Gradients are those of transformers-interpret 0.10 (its <c>LIGAttributions</c>, by Captum): 50 nodes of
/// Gauss and Legendre, from padding, every special token kept. Divide by <see cref="NormalizedExplainer">their length</see> for its scores.
/// </summary>
public static class TransformersInterpretExplainers
{
    /// <summary>One spec per explainer whose defaults differ from its.</summary>
    public static ImmutableArray<ComponentSpec> Specs { get; } =
    [
        ComponentSpec.Parse("integrated-gradients:steps=50,rule=gauss-legendre,baseline=pad,separators=keep"),
        ComponentSpec.Parse("layer-integrated-gradients:of=whole,steps=50,rule=gauss-legendre,baseline=pad,separators=keep"),
    ];
}
