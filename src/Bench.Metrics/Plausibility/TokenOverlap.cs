using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Sizes of an explanation's tokens, the rationale's, and what they share; a token weighs as much as it belongs to the rationale.
/// </summary>
/// <param name="Shared">Weight of the tokens in both.</param>
/// <param name="Taken">Tokens of the explanation.</param>
/// <param name="Marked">Weight of the tokens of the rationale, above 0.</param>
internal readonly record struct TokenOverlap(double Shared, int Taken, double Marked)
{
    /// <summary>Share of the tokens taken that are marked; 0 where none is taken, as scikit-learn has it.</summary>
    public double Precision => Taken == 0 ? 0 : Shared / Taken;

    /// <summary>Share of the marked tokens that are taken.</summary>
    public double Recall => Shared / Marked;

    /// <summary>Dice coefficient 2·shared / (taken + marked), the harmonic mean of precision and recall.</summary>
    public double F1 => 2.0 * Shared / (Taken + Marked);

    /// <summary>Jaccard index shared / (taken or marked).</summary>
    public double IntersectionOverUnion => Shared / (Taken + Marked - Shared);

    /// <summary>Scores an explanation by how its first tokens overlap the rationale.</summary>
    public static MetricScore Score(MetricContext context, TokenOverlapOptions options, Func<TokenOverlap, double> measure) =>
        RationaleComparison.Evaluate(context, options.Annotators, (scores, weights) =>
            options.OnlyPositive ? MetricScore.Of(measure(Of(scores, weights, options, context.Seed)))
            : FeatureRanking.AllEqual(weights) ? NotApplicable.FullRationale
            : FeatureRanking.AllEqual(scores) ? NotApplicable.ConstantScores
            : MetricScore.Of(measure(Of(scores, weights, options, context.Seed))));

    /// <summary>How many tokens are taken as the explanation.</summary>
    /// <param name="count">By what rule.</param>
    /// <param name="top">Number for <see cref="TokenCount.Fixed"/>.</param>
    /// <param name="ratio">Share for <see cref="TokenCount.Ratio"/>.</param>
    /// <param name="features">Number of features.</param>
    /// <param name="marked">Length of the rationale, rounded where it is a sum of shares, at least 1.</param>
    public static int Count(TokenCount count, int top, double ratio, int features, double marked) => count switch
    {
        TokenCount.Fixed => top,
        TokenCount.Ratio => Math.Max(1, (int)Math.Round(ratio * features, MidpointRounding.AwayFromZero)),
        _ => Math.Max(1, (int)Math.Round(marked, MidpointRounding.AwayFromZero)),
    };

    private static TokenOverlap Of(double[] scores, double[] weights, TokenOverlapOptions options, ulong seed)
    {
        double marked = weights.Sum();
        int k = Count(options.K, options.Top, options.Ratio, scores.Length, marked);
        bool[] taken = FeatureRanking.Top(scores, k, options.OnlyPositive, seed);
        double shared = weights.Where((_, i) => taken[i]).Sum();
        return new TokenOverlap(shared, taken.AsSpan().Count(true), marked);
    }
}
