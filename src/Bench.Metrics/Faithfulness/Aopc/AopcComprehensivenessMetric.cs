using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Comprehensiveness (DeYoung et al. 2020, section 4.2): how far the probability of the explained class falls when the tokens the
/// explanation ranks first are taken away, averaged over bins (area over the perturbation curve, Samek et al. 2017).
/// </summary>
public sealed class AopcComprehensivenessMetric(AopcOptions options) : IMetric
{
    private readonly AopcOptions _options = ExplanationSteps.Validate(options, Descriptor.Id);

    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "aopc-comprehensiveness",
        Name = "AOPC comprehensiveness",
        ShortName = "Compr",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = -1,
        Maximum = 1,
        Formula = "mean over bins b of p(x) - p(x without the top b of its tokens)",
        Citation = "DeYoung et al. 2020, ERASER, eq. 1 and section 4.2; Samek et al. 2017, AOPC",
        Summary = "How far the probability falls when the tokens ranked first are removed.",
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        AopcDifferences.Mean(context, _options, keep: false, withoutSteps: 0, Quantity.Probability, cancellationToken);
}
