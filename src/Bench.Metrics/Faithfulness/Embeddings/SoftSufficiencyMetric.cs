using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Soft normalised sufficiency (Zhao and Aletras 2023, section 3); higher is better.</summary>
public sealed class SoftSufficiencyMetric(SoftOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "soft-sufficiency",
        Name = "Soft normalised sufficiency",
        ShortName = "S-Suff",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "1 - D(x softly kept) / D(nothing), D(z) = max(0, p(x) - E p(z)), cut to [0, 1]",
        Citation = "Zhao and Aletras 2023, section 3; equal retention: Huang and Chan 2026, arXiv 2601.03089",
        Summary = "Which share of the whole text's effect an embedding kept in proportion to the scores has.",
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        SoftPerturbation.Score(context, options, keep: true, cancellationToken);
}
