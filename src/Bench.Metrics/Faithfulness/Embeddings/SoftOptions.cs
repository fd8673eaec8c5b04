using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bench.Metrics;

/// <summary>Options of <see cref="SoftComprehensivenessMetric"/> and <see cref="SoftSufficiencyMetric"/>.</summary>
public sealed record SoftOptions
{
    [Description("number of random masks whose probabilities are averaged")]
    [Range(1, 10_000)]
    public int Samples { get; init; } = 10;

    [Description(
        "0: an importance is the share kept, as Zhao and Aletras have it, so that explainers of higher mean importance keep more; "
            + "otherwise "
        + "importances are scaled so that this share of the text is the explanation, the same for every explainer (pi-Soft-NC and -NS)")]
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Retention { get; init; }
}
