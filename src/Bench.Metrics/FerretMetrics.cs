using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>The options under which the metrics give the numbers of ferret 0.5 (Attanasio et al. 2023).</summary>
public static class FerretMetrics
{
    /// <summary>One spec per metric that ferret has.</summary>
    public static ImmutableArray<ComponentSpec> Specs { get; } =
    [
        ComponentSpec.Parse("aopc-comprehensiveness:protocol=ferret,only-positive=true,removal=delete"),
        ComponentSpec.Parse("aopc-sufficiency:protocol=ferret,only-positive=true,removal=delete"),
        ComponentSpec.Parse("tau-loo:removal=delete"),
        ComponentSpec.Parse("auprc:negatives=zero"),
        ComponentSpec.Parse("token-f1:k=fixed,top=5,only-positive=true"),
        ComponentSpec.Parse("token-iou:k=fixed,top=5,only-positive=true"),
    ];
}
