using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Precision@k of tokens known to decide the prediction, because they were planted in the model's training data (Bastings et al.
/// 2022): the share of the k tokens ranked first that were planted. Here the rationale is the truth, not an opinion.
/// </summary>
public sealed class PrecisionAtKMetric(PrecisionAtKOptions options) : IMetric
{
    private readonly TokenOverlapOptions _overlap = new()
    {
        K = options.K == 0 ? TokenCount.RationaleLength : TokenCount.Fixed,
        Top = options.K,
    };

    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "precision-at-k",
        Name = "Precision@k of planted tokens",
        ShortName = "Planted@k",
        Family = MetricFamily.GroundTruth,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "|top k and planted| / k",
        Citation = "Bastings et al. 2022, Will You Find These Shortcuts?, section 4",
        Summary = "Which share of the tokens ranked first are those that decide the prediction by construction.",
        NeedsRationale = true,
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        TokenOverlap.Score(context, _overlap, overlap => overlap.Precision);
}
