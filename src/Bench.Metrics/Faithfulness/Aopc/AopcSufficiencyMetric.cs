using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Sufficiency (DeYoung et al. 2020, section 4.2): how far the probability of the explained class falls when only the tokens the
/// explanation ranks first are left, averaged over bins.
/// </summary>
public sealed class AopcSufficiencyMetric(AopcOptions options) : IMetric
{
    private readonly AopcOptions _options = ExplanationSteps.Validate(options, Descriptor.Id);

    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "aopc-sufficiency",
        Name = "AOPC sufficiency",
        ShortName = "Suff",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = -1,
        Maximum = 1,
        Formula = "mean over bins b of p(x) - p(only the top b of the tokens of x)",
        Citation = "DeYoung et al. 2020, ERASER, eq. 2 and section 4.2; Samek et al. 2017, AOPC",
        Summary = "How far the probability falls when only the tokens ranked first are left.",
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        AopcDifferences.Mean(context, _options, keep: true, withoutSteps: 1, Quantity.Probability, cancellationToken);
}
