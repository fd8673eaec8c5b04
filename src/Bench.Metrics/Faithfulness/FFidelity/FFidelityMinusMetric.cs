using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>F-Fidelity, minus: removal of a limited random part of what is not the explanation, see <see cref="LimitedRemoval"/>.</summary>
public sealed class FFidelityMinusMetric(FFidelityOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "f-fidelity-minus",
        Name = "F-Fidelity, minus",
        ShortName = "F-Fid-",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = -1,
        Maximum = 1,
        Formula = "mean over sizes s and random R outside the top s, |R| = min(alpha (m - s), beta m), of p(x) - p(x without R)",
        Citation = "Zheng et al. 2025, F-Fidelity, arXiv 2410.02970, section 4; without the fine-tuning of the model",
        Summary = "How far the probability falls when a limited random part of what is not the explanation is removed.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        LimitedRemoval.Mean(context, options, inside: false, cancellationToken);
}
