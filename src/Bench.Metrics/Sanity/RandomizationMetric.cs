using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// The model-parameter randomisation test (Adebayo et al. 2018): an explanation should change when the model forgets, layer by layer, what
/// it has learned. The score is the mean over the steps; the paper draws the curve. The embeddings count as a layer, and so does the head.
/// </summary>
public sealed class RandomizationMetric(RandomizationOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "mprt",
        Name = "Model-parameter randomisation test",
        ShortName = "MPRT",
        Family = MetricFamily.Sanity,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = -1,
        Maximum = 1,
        Formula = "mean over steps k of similarity(|e(f)|, |e(f with k layers drawn anew)|)",
        Citation =
            "Adebayo et al. 2018, Sanity Checks for Saliency Maps; order and mean as in Hedström et al. 2024, Sanity Checks Revisited",
        Summary = "How alike the explanation stays when the model's layers lose their parameters one after another"
            + ", drawn anew from the normal distribution with each tensor's own mean and deviation.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        double[] scores = context.Explanation.FeatureScores();
        return RandomizedModels.MeanSimilarity(context, options, model => ReferenceEquals(model, context.Model)
            ? scores
            : Again.FeatureScores(context, model, context.Explanation.Target, context.Explanation.Seed, cancellationToken));
    }
}
