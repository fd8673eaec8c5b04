using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Area under the deletion curve (Petsiuk, Das and Saenko 2018, section 3.3), with tokens for pixels.</summary>
public sealed class DeletionMetric(CurveOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "deletion",
        Name = "Deletion curve",
        ShortName = "Del",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "area under p(x without the top share s of its tokens), s from 0 to 1",
        Citation = "Petsiuk, Das and Saenko 2018, RISE, section 3.3",
        Summary = "How fast the probability falls while tokens are removed, first ranked first.",
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        PerturbationCurve.Measure(context, options, CurveKind.Deletion, cancellationToken);
}
