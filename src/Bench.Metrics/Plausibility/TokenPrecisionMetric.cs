using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Precision of the tokens ranked first against the human rationale (DeYoung et al. 2020, section 4.1).</summary>
public sealed class TokenPrecisionMetric(TokenOverlapOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "token-precision",
        Name = "Token precision against the rationale",
        ShortName = "P@k",
        Family = MetricFamily.Plausibility,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "|top k and rationale| / |top k|",
        Citation = "DeYoung et al. 2020, ERASER, section 4.1",
        Summary = "Share of the tokens ranked first that people marked.",
        NeedsRationale = true,
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        TokenOverlap.Score(context, options, overlap => overlap.Precision);
}
