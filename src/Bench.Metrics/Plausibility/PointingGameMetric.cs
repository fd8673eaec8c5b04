using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// The pointing game (Zhang et al. 2018): whether the highest score lies on what people marked; of a picture, that of a pixel in the mask.
/// Where several scores are highest, the share of them that does: what a draw among them would hit. The paper's tolerance of 15 pixels
/// around the mark, made for photographs, is left out.
/// </summary>
public sealed class PointingGameMetric(AnnotatorOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "pointing-game",
        Name = "Pointing game",
        ShortName = "Point",
        Family = MetricFamily.Plausibility,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "[argmax of the scores in the rationale]",
        Citation = "Zhang et al. 2018, Top-Down Neural Attention by Excitation Backprop, section 4.2",
        Summary = "Whether the token or pixel ranked first is one that people marked.",
        NeedsRationale = true,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        RationaleComparison.Evaluate(context, options.Annotators, (scores, weights) =>
        {
            double highest = scores.Max();
            return FeatureRanking.AllEqual(weights) ? NotApplicable.FullRationale
                : FeatureRanking.AllEqual(scores) ? NotApplicable.ConstantScores
                : MetricScore.Of(weights.Where((_, i) => scores[i] == highest).Average());
        });
}
