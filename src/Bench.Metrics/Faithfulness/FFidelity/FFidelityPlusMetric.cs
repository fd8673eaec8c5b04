using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>F-Fidelity, plus: removal of a limited random part of the explanation, see <see cref="LimitedRemoval"/>.</summary>
public sealed class FFidelityPlusMetric(FFidelityOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "f-fidelity-plus",
        Name = "F-Fidelity, plus",
        ShortName = "F-Fid+",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = -1,
        Maximum = 1,
        Formula = "mean over sizes s and random R of the top s, |R| = min(alpha s, beta m), of p(x) - p(x without R)",
        Citation = "Zheng et al. 2025, F-Fidelity, arXiv 2410.02970, section 4; without the fine-tuning of the model",
        Summary =
            "How far the probability falls when a limited random part of the explanation is removed: inputs stay near the original ones.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        LimitedRemoval.Mean(context, options, inside: true, cancellationToken);
}
