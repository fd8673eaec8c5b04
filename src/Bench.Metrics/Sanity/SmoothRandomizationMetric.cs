using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Smooth MPRT (Hedström et al. 2024): the same test with explanations averaged over noisy inputs, so that noisy gradients do not pass for
/// lost ones. Noise goes to the word embeddings; all models see the same. (The authors' code leaves the last sample without noise; here
/// all have some.)
/// </summary>
public sealed class SmoothRandomizationMetric(SmoothRandomizationOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "smooth-mprt",
        Name = "Smooth model-parameter randomisation test",
        ShortName = "sMPRT",
        Family = MetricFamily.Sanity,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = -1,
        Maximum = 1,
        Formula = "mean over steps k of similarity(|ē(f)|, |ē(f with k layers drawn anew)|), ē the mean of e over noisy inputs",
        Citation = "Hedström et al. 2024, Sanity Checks Revisited",
        Summary = "The randomisation test of explanations that are averaged over noisy inputs"
            + ", drawn anew from the normal distribution with each tensor's own mean and deviation.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        if (!context.Model.Offers.HasFlag(Ask.Gradient))
        {
            return NotApplicable.NoEmbeddings;
        }

        Dictionary<int, float[]>[] noise = [.. Noise(context)];
        return RandomizedModels.MeanSimilarity(context, options, model => Smooth(context, model, noise, cancellationToken));
    }

    private static double[] Smooth(
        MetricContext context, IModel model, Dictionary<int, float[]>[] noise, CancellationToken cancellationToken)
    {
        double[][] noisy = [.. noise.Select(nudges => Again.FeatureScores(
            context,
            new NudgedModel(model, nudges, context.Explanation.Input.Row.Pixels),
            context.Explanation.Target,
            context.Explanation.Seed,
            cancellationToken))];
        return [.. noisy[0].Select((_, feature) => noisy.Average(scores => scores[feature]))];
    }

    private IEnumerable<Dictionary<int, float[]>> Noise(MetricContext context)
    {
        TokenizedText input = context.Explanation.Input;
        int[] ids = [.. input.FeaturePositions.Select(position => input.Tokens[position].Id).Distinct()];
        float[] embeddings = FeatureEmbeddings.Of(context);
        double deviation = ids.Length == 0 ? 0 : options.Noise * (embeddings.Max() - embeddings.Min());
        var random = new DeterministicRandom(DeterministicRandom.Derive(context.Seed, "noise"));
        for (int sample = 0; sample < options.Samples; sample++)
        {
            yield return ids.ToDictionary(id => id, _ => Enumerable.Range(0, context.Model.Info.EmbeddingWidth)
                .Select(_ => (float)(deviation * random.NextGaussian())).ToArray());
        }
    }
}
