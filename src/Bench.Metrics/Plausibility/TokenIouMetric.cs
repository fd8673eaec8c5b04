using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Intersection over union of the tokens ranked first and the human rationale (ferret's token IoU, Attanasio et al. 2023).
/// </summary>
public sealed class TokenIouMetric(TokenOverlapOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "token-iou",
        Name = "Token IoU against the rationale",
        ShortName = "IoU",
        Family = MetricFamily.Plausibility,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "|top k and rationale| / |top k or rationale|",
        Citation = "DeYoung et al. 2020, ERASER, section 4.1; Attanasio et al. 2023, ferret",
        Summary = "Overlap of the tokens ranked first with those people marked, as a share of both together.",
        NeedsRationale = true,
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        TokenOverlap.Score(context, options, overlap => overlap.IntersectionOverUnion);
}
