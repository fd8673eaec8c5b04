using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Focus (Arias-Duart et al. 2022) on text mosaics: texts joined of sentences of several classes, whose rationale are the sentences of the
/// class explained. Evidence for it can lie there only, so positive relevance elsewhere is wrong. The floor is the share of those sentences
/// in the text.
/// </summary>
public sealed class FocusMetric : IMetric
{
    private static readonly RelevanceMassMetric _mass = new(new RelevanceMassOptions { Mass = RelevanceMass.Positive });

    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "focus",
        Name = "Focus",
        ShortName = "Focus",
        Family = MetricFamily.GroundTruth,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "sum of positive scores in the sentences of the class / sum of positive scores",
        Citation = "Arias-Duart et al. 2022, Focus! Rating XAI Methods and Finding Biases, section 3, with sentences for images",
        Summary =
            "Which share of the positive relevance lies in the sentences of the class explained, in a text joined of sentences of several.",
        NeedsRationale = true,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        _mass.Evaluate(context, cancellationToken);
}
