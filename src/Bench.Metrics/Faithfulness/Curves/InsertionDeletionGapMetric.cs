using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Area between the insertion and deletion curves; 0 in the mean for a random ranking of tokens that act alone.</summary>
public sealed class InsertionDeletionGapMetric(CurveOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "insertion-deletion-gap",
        Name = "Area between insertion and deletion",
        ShortName = "Ins-Del",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = -1,
        Maximum = 1,
        Formula = "area under insertion - area under deletion",
        Citation = "Petsiuk, Das and Saenko 2018, RISE, section 3.3",
        Summary = "The area between both curves, which says nothing where tokens do not matter.",
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        PerturbationCurve.Measure(context, options, CurveKind.Gap, cancellationToken);
}
