using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Relative input stability (Agarwal et al. 2022, eq. 2): the relative change of the explanation per change of the input, at most over
/// nudges that leave the prediction as it is. The relative change is that of the whole vector: the paper's, entry by entry, grows without
/// bound where a single score is near 0.
/// </summary>
public sealed class RelativeInputStabilityMetric(NudgeOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "relative-input-stability",
        Name = "Relative input stability",
        ShortName = "RIS",
        Family = MetricFamily.Robustness,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = 0,
        Maximum = double.PositiveInfinity,
        Formula = "max over nudges x' of the same class of (||e(x) - e(x')|| / ||e(x)||) / max(||x - x'|| / ||x||, 1e-6)",
        Citation = "Agarwal et al. 2022, Rethinking Stability for Attribution-based Explanations, eq. 2",
        Summary = "How much an explanation changes, in proportion to how much the input changed.",
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        Nudges.RelativeStability(context, options, nudge => nudge.InputChange, cancellationToken);
}
