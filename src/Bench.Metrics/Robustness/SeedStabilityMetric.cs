using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Agreement of an explanation with those that the same explainer gives for other seeds: 1 for methods without chance, lower the more
/// of the ranking is luck (Visani et al. 2022 ask the same of LIME).
/// </summary>
public sealed class SeedStabilityMetric(SeedStabilityOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "seed-stability",
        Name = "Seed-to-seed stability",
        ShortName = "Seed-τ",
        Family = MetricFamily.Robustness,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = -1,
        Maximum = 1,
        Formula = "mean over seeds of tau-b(scores, scores with another seed)",
        Citation = "Visani et al. 2022, Statistical stability indices for LIME; Kendall 1945 (tau-b)",
        Summary = "How alike the explainer ranks the tokens when it is run again with other seeds.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (!FeatureRanking.AllFinite(scores))
        {
            return NotApplicable.NotFinite;
        }

        if (context.Explainer is null)
        {
            return NotApplicable.NoExplainer;
        }

        if (Refusals.Ranking(scores) is { } refusal)
        {
            return refusal;
        }

        var taus = new List<double>();
        for (int run = 0; run < options.Seeds; run++)
        {
            ulong seed = DeterministicRandom.Derive(context.Explanation.Seed, FormattableString.Invariant($"again {run}"));
            double[] again = Again.FeatureScores(context, context.Model, context.Explanation.Target, seed, cancellationToken);

            // A run that ranks nothing agrees with nothing.
            double tau = Correlation.TauB(scores, again);
            taus.Add(double.IsNaN(tau) ? 0 : tau);
        }

        return MetricScore.Of(taus.Average());
    }
}
