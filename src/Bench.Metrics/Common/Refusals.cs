using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>The checks that every metric makes before it asks a model anything.</summary>
internal static class Refusals
{
    /// <summary>Why feature scores cannot be judged by removing tokens, or <see langword="null"/> where they can.</summary>
    /// <param name="context">The explanation scored.</param>
    /// <param name="scores">Its feature scores.</param>
    /// <param name="removal">How tokens are taken away.</param>
    /// <param name="mustRank">Whether at least two scores must differ.</param>
    public static MetricScore? ByRemoval(MetricContext context, double[] scores, Removal removal, bool mustRank = true) =>
        !FeatureRanking.AllFinite(scores) ? NotApplicable.NotFinite
        : RemovalProbe.MovesTarget(context, removal) ? NotApplicable.MovingTarget
        : scores.Length == 0 ? NotApplicable.NoFeatures
        : mustRank ? Ranking(scores)
        : null;

    /// <summary>
    /// Why an explanation cannot be repeated with other embeddings and the change set against its norm, or <see langword="null"/> where it
    /// can.
    /// </summary>
    /// <param name="context">The explanation scored.</param>
    /// <param name="scores">Its feature scores.</param>
    public static MetricScore? ByEmbeddings(MetricContext context, double[] scores) =>
        !FeatureRanking.AllFinite(scores) ? NotApplicable.NotFinite
        : context.Explainer is null ? NotApplicable.NoExplainer
        : !context.Model.Offers.HasFlag(Ask.Gradient) ? NotApplicable.NoEmbeddings
        : Euclidean.Norm(scores) == 0 ? NotApplicable.NoRelevance
        : null;

    /// <summary>Why scores rank nothing, or <see langword="null"/> where they do.</summary>
    public static MetricScore? Ranking(double[] scores) =>
        scores.Length < 2 ? NotApplicable.OneFeature
        : FeatureRanking.AllEqual(scores) ? NotApplicable.ConstantScores
        : null;
}
