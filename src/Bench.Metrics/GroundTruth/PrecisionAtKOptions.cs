using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bench.Metrics;

/// <summary>Options of <see cref="PrecisionAtKMetric"/>.</summary>
public sealed record PrecisionAtKOptions
{
    [Description("how many tokens are taken; 0 for as many as were planted")]
    [Range(0, int.MaxValue)]
    public int K { get; init; }
}
