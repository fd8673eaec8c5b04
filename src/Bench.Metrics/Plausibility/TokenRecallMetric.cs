using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Recall of the tokens ranked first against the human rationale (DeYoung et al. 2020, section 4.1).</summary>
public sealed class TokenRecallMetric(TokenOverlapOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "token-recall",
        Name = "Token recall against the rationale",
        ShortName = "R@k",
        Family = MetricFamily.Plausibility,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "|top k and rationale| / |rationale|",
        Citation = "DeYoung et al. 2020, ERASER, section 4.1",
        Summary = "Share of the tokens people marked that rank first.",
        NeedsRationale = true,
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        TokenOverlap.Score(context, options, overlap => overlap.Recall);
}
