using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Max-sensitivity (Yeh et al. 2019, definition 3.1): how far an explanation moves at most when its input is nudged, here divided by
/// its length, so that explainers of different scale can be compared. The maximum is over random nudges.
/// </summary>
public sealed class MaxSensitivityMetric(NudgeOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "max-sensitivity",
        Name = "Max-sensitivity",
        ShortName = "MaxSens",
        Family = MetricFamily.Robustness,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = 0,
        Maximum = double.PositiveInfinity,
        Formula = "max over nudges x' of ||e(x) - e(x')|| / ||e(x)||",
        Citation = "Yeh et al. 2019, On the (In)fidelity and Sensitivity of Explanations, definition 3.1",
        Summary = "How much an explanation changes at most when the words' embeddings are nudged.",
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) => Nudges.Score(
        context, options, (norm, nudged) => MetricScore.Of(nudged.Max(nudge => nudge.Change) / norm), cancellationToken);
}
