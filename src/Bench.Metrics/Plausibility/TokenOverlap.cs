using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Sizes of an explanation's tokens, the rationale's, and what they share.</summary>
/// <param name="Shared">Tokens in both.</param>
/// <param name="Taken">Tokens of the explanation.</param>
/// <param name="Marked">Tokens of the rationale, at least 1.</param>
internal readonly record struct TokenOverlap(int Shared, int Taken, int Marked)
{
    /// <summary>Share of the tokens taken that are marked; 0 where none is taken, as scikit-learn has it.</summary>
    public double Precision => Taken == 0 ? 0 : (double)Shared / Taken;

    /// <summary>Share of the marked tokens that are taken.</summary>
    public double Recall => (double)Shared / Marked;

    /// <summary>Dice coefficient 2·shared / (taken + marked), the harmonic mean of precision and recall.</summary>
    public double F1 => 2.0 * Shared / (Taken + Marked);

    /// <summary>Jaccard index shared / (taken or marked).</summary>
    public double IntersectionOverUnion => (double)Shared / (Taken + Marked - Shared);

    /// <summary>Scores an explanation by how its first tokens overlap the rationale.</summary>
    public static MetricScore Score(MetricContext context, TokenOverlapOptions options, Func<TokenOverlap, double> measure) =>
        RationaleComparison.Evaluate(context, options.Annotators, (scores, labels) =>
            options.OnlyPositive ? MetricScore.Of(measure(Of(scores, labels, options)))
            : !labels.Contains(false) ? NotApplicable.FullRationale
            : FeatureRanking.AllEqual(scores) ? NotApplicable.ConstantScores
            : MetricScore.Of(measure(Of(scores, labels, options))));

    /// <summary>How many tokens are taken as the explanation.</summary>
    /// <param name="count">By what rule.</param>
    /// <param name="top">Number for <see cref="TokenCount.Fixed"/>.</param>
    /// <param name="ratio">Share for <see cref="TokenCount.Ratio"/>.</param>
    /// <param name="features">Number of features.</param>
    /// <param name="marked">Length of the rationale.</param>
    public static int Count(TokenCount count, int top, double ratio, int features, int marked) => count switch
    {
        TokenCount.Fixed => top,
        TokenCount.Ratio => Math.Max(1, (int)Math.Round(ratio * features, MidpointRounding.AwayFromZero)),
        _ => marked,
    };

    private static TokenOverlap Of(double[] scores, bool[] labels, TokenOverlapOptions options)
    {
        int marked = labels.AsSpan().Count(true);
        int k = Count(options.K, options.Top, options.Ratio, scores.Length, marked);
        bool[] taken = FeatureRanking.Top(scores, k, options.OnlyPositive);
        int shared = taken.Zip(labels, (inTop, inRationale) => inTop && inRationale).Count(both => both);
        return new TokenOverlap(shared, taken.AsSpan().Count(true), marked);
    }
}
