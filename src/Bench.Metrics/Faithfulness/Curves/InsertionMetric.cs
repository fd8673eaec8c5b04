using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Area under the insertion curve (Petsiuk, Das and Saenko 2018, section 3.3), with tokens for pixels.</summary>
public sealed class InsertionMetric(CurveOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "insertion",
        Name = "Insertion curve",
        ShortName = "Ins",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "area under p(only the top share s of the tokens of x), s from 0 to 1",
        Citation = "Petsiuk, Das and Saenko 2018, RISE, section 3.3",
        Summary = "How fast the probability rises while tokens are given back, first ranked first.",
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        PerturbationCurve.Measure(context, options, CurveKind.Insertion, cancellationToken);
}
