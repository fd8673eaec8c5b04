using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Normalised comprehensiveness (Carton, Rathore and Tan 2020, section 3), averaged over bins; higher is better.</summary>
public sealed class NormalizedComprehensivenessMetric(NormalizedOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "normalized-comprehensiveness",
        Name = "Normalised comprehensiveness",
        ShortName = "N-Compr",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "mean over bins b of D(x without top b) / D(nothing), D(z) = max(0, p(x) - p(z)), cut to [0, 1]",
        Citation = "Carton, Rathore and Tan 2020, section 3",
        Summary = "Which share of the whole text's effect is lost with the tokens ranked first.",
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        NormalizedDifferences.Mean(context, options, keep: false, cancellationToken);
}
