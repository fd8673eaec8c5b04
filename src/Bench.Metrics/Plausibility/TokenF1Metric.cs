using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>F1 between the tokens ranked first and the human rationale (DeYoung et al. 2020, section 4.1).</summary>
public sealed class TokenF1Metric(TokenOverlapOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "token-f1",
        Name = "Token F1 against the rationale",
        ShortName = "F1",
        Family = MetricFamily.Plausibility,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "2 |top k and rationale| / (|top k| + |rationale|)",
        Citation = "DeYoung et al. 2020, ERASER, section 4.1",
        Summary = "How well the tokens ranked first match those people marked.",
        NeedsRationale = true,
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        TokenOverlap.Score(context, options, overlap => overlap.F1);
}
