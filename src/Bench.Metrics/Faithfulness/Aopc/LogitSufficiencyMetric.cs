using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Sufficiency of the logit: the AOPC of <see cref="AopcSufficiencyMetric"/> over the score before the softmax, which is what
/// Samek et al. 2017 follow. A probability near 0 or 1 hardly moves, so that sure and unsure texts weigh differently there; logits of
/// different models do not compare.
/// </summary>
public sealed class LogitSufficiencyMetric(LogitAopcOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "logit-sufficiency",
        Name = "AOPC sufficiency of the logit",
        ShortName = "L-Suff",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = double.NegativeInfinity,
        Maximum = double.PositiveInfinity,
        Formula = "mean over bins b of z(x) - z(only the top b of the tokens of x), z the target's logit",
        Citation = "Samek et al. 2017, AOPC, eq. 12; bins of DeYoung et al. 2020, ERASER",
        Summary = "How far the logit falls when only the tokens ranked first are left; "
            + "unlike the probability it does not stand still where the model is sure.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        AopcDifferences.Mean(context, options.Eraser, keep: true, withoutSteps: 0, Quantity.Logit, cancellationToken);
}
