using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>The absolute scores of the features as shares of their sum, the start of every complexity metric.</summary>
internal static class ScoreShares
{
    /// <summary>Measures the shares, or says why there are none.</summary>
    public static MetricScore Measure(MetricContext context, Func<double[], double> measure)
    {
        double[] scores = context.Explanation.FeatureScores();
        double total = scores.Sum(Math.Abs);
        return !FeatureRanking.AllFinite(scores) ? NotApplicable.NotFinite
            : scores.Length < 2 ? NotApplicable.OneFeature
            : total == 0 ? NotApplicable.NoRelevance
            : MetricScore.Of(measure([.. scores.Select(score => Math.Abs(score) / total)]));
    }

    /// <summary>Shannon entropy in nats.</summary>
    public static double Entropy(double[] shares) => -shares.Where(share => share > 0).Sum(share => share * Math.Log(share));
}
