using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Efficient MPRT (Hedström et al. 2024): by how much the explanation's complexity rises when the whole model is drawn anew, instead of how
/// alike the two are: a random model's explanation should be more complex.
/// </summary>
public sealed class EfficientRandomizationMetric(EfficientRandomizationOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "efficient-mprt",
        Name = "Efficient model-parameter randomisation test",
        ShortName = "eMPRT",
        Family = MetricFamily.Sanity,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = -1,
        Maximum = double.PositiveInfinity,
        Formula = "(H(e(f, all layers drawn anew)) - H(e(f))) / H(e(f)), H the entropy of the scores' histogram",
        Citation = "Hedström et al. 2024, Sanity Checks Revisited",
        Summary = "By which share the explanation's complexity rises when the model loses all it has learned"
            + ", drawn anew from the normal distribution with each tensor's own mean and deviation.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (RandomizedModels.Refusal(context, scores) is { } refusal)
        {
            return refusal;
        }

        double before = Complexity(scores);
        if (before == 0)
        {
            return NotApplicable.NoComplexity;
        }

        try
        {
            IModel random = context.Model.Randomized(0, context.Model.Info.RandomizableLayers, (ulong)options.Draw);
            double[] again = Again.FeatureScores(context, random, context.Explanation.Target, context.Explanation.Seed, cancellationToken);
            return MetricScore.Of((Complexity(again) - before) / before);
        }
        catch (BenchException exception)
        {
            return MetricScore.NotApplicable($"the randomised model could not be explained: {exception.Problem}");
        }
    }

    private double Complexity(double[] scores)
    {
        double total = scores.Sum(Math.Abs);
        return options.Complexity == ScoreComplexity.Histogram ? ScoreShares.Entropy(Histogram(scores))
            : total == 0 ? 0
            : ScoreShares.Entropy([.. scores.Select(score => Math.Abs(score) / total)]);
    }

    // Bins of equal width between the smallest and the largest score; the last one is closed.
    private double[] Histogram(double[] scores)
    {
        int bins = options.Bins > 0 ? options.Bins : (int)Math.Ceiling(Math.Log2(scores.Length)) + 1;
        (double low, double high) = (scores.Min(), scores.Max());
        double[] shares = new double[bins];
        foreach (double score in scores)
        {
            int bin = high == low ? 0 : Math.Clamp((int)(bins * ((score - low) / (high - low))), 0, bins - 1);
            shares[bin] += 1.0 / scores.Length;
        }

        return shares;
    }
}
