using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>The options under which the explainers compute as ferret 0.5 does (Attanasio et al. 2023).</summary>
public static class FerretExplainers
{
    /// <summary>One spec per explainer whose defaults differ from ferret's.</summary>
    public static ImmutableArray<ComponentSpec> Specs { get; } =
    [
        ComponentSpec.Parse("gradient:norm=l1"),
        ComponentSpec.Parse("integrated-gradients:steps=50,baseline=pad"),
        ComponentSpec.Parse("lime:features=all-positions,samples=0"),
        ComponentSpec.Parse("partition-shap:hierarchy=shap-text,budget=500,batch=5"),
    ];
}
