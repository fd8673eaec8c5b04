using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Normalised sufficiency (Carton, Rathore and Tan 2020, section 3), averaged over bins; higher is better.</summary>
public sealed class NormalizedSufficiencyMetric(NormalizedOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "normalized-sufficiency",
        Name = "Normalised sufficiency",
        ShortName = "N-Suff",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "mean over bins b of 1 - D(only top b) / D(nothing), D(z) = max(0, p(x) - p(z)), cut to [0, 1]",
        Citation = "Carton, Rathore and Tan 2020, section 3",
        Summary = "Which share of the whole text's effect the tokens ranked first keep.",
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        NormalizedDifferences.Mean(context, options, keep: true, cancellationToken);
}
