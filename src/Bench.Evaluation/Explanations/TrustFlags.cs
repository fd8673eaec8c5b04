using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// How far to trust one explanation, read off what is known already: no model row is asked for it. What looks bad raises a flag, named in
/// <see cref="All"/>.
/// </summary>
public sealed record TrustFlags
{
    /// <summary>The scores miss f(input) − f(baseline) by more than <see cref="LargestGap"/> of it.</summary>
    public const string GapFlag = "gap";

    /// <summary>It is not certain at 95 % that the token with the largest score has it.</summary>
    public const string OrderFlag = "order";

    /// <summary>More than <see cref="LargestSpecialShare"/> of the attribution lies on special tokens.</summary>
    public const string SpecialFlag = "special-tokens";

    /// <summary>The text was cut.</summary>
    public const string TruncatedFlag = "truncated";

    /// <summary>The text has tokens that the vocabulary does not know.</summary>
    public const string UnknownFlag = "unknown-tokens";

    /// <summary>The prediction is ahead of the next class by less than <see cref="LeastMargin"/>.</summary>
    public const string CloseCallFlag = "close-call";

    /// <summary>Largest share of f(input) − f(baseline) by which the scores may miss it.</summary>
    public const double LargestGap = 0.05;

    /// <summary>Largest share of the attribution that special tokens may carry.</summary>
    public const double LargestSpecialShare = 0.5;

    /// <summary>Least probability by which a prediction is ahead of the next class.</summary>
    public const double LeastMargin = 0.1;

    // Smaller differences of f are rounding of single precision.
    private const double LeastDifference = 1e-6;

    /// <summary>Every flag, those of the method before those of the text.</summary>
    public static ImmutableArray<string> All { get; } = [GapFlag, OrderFlag, SpecialFlag, TruncatedFlag, UnknownFlag, CloseCallFlag];

    /// <summary>
    /// Completeness or efficiency gap as a share of |f(input) − f(baseline)|; <see langword="null"/> for methods that promise neither.
    /// </summary>
    public double? Gap { get; init; }

    /// <summary>What is certain of the ranking; <see langword="null"/> where no standard errors are known.</summary>
    public RankingCertainty? Order { get; init; }

    /// <summary>Share of Σ |score| on special tokens, 0 to 1.</summary>
    public double SpecialShare { get; init; }

    /// <summary>Tokens cut off.</summary>
    public int Truncated { get; init; }

    /// <summary>Tokens of the text that the vocabulary does not know.</summary>
    public int Unknown { get; init; }

    /// <summary>Their share of the text's tokens, 0 to 1.</summary>
    public double UnknownShare { get; init; }

    /// <summary>
    /// Probability of the predicted class, or of the decision on the target with several labels; <see langword="null"/> in regression.
    /// </summary>
    public double? Confidence { get; init; }

    /// <summary>By how much the prediction is ahead of the next class, in probability; <see langword="null"/> in regression.</summary>
    public double? Margin { get; init; }

    /// <summary>The flags raised, in the order of <see cref="All"/>.</summary>
    public ImmutableArray<string> Raised =>
    [
        .. All.Where(flag => flag switch
        {
            GapFlag => Gap > LargestGap,
            OrderFlag => Order is { IsFirstCertain: false },
            SpecialFlag => SpecialShare > LargestSpecialShare,
            TruncatedFlag => Truncated > 0,
            UnknownFlag => Unknown > 0,
            _ => Margin < LeastMargin,
        }),
    ];

    /// <summary>Reads the flags of an explanation.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="logits">Logits of its input.</param>
    /// <param name="model">The model explained.</param>
    /// <param name="special">The tokenizer's special tokens.</param>
    public static TrustFlags Of(Explanation explanation, Tensor logits, ModelInfo model, SpecialTokens special)
    {
        TokenizedText input = explanation.Input;
        int unknown = input.FeaturePositions.Count(position => input.Tokens[position].Id == special.Unknown);
        Certainty? certainty = Decision.CertaintyOf(model, logits, explanation.Target);
        return new TrustFlags
        {
            Gap = GapOf(explanation.Attribution.Diagnostics),
            Order = RankingCertainty.Of(explanation),
            SpecialShare = SpecialShareOf(explanation),
            Truncated = input.Truncated,
            Unknown = unknown,
            UnknownShare = (double)unknown / Math.Max(1, input.FeaturePositions.Length),
            Confidence = certainty?.Confidence,
            Margin = certainty?.Margin,
        };
    }

    private static double? GapOf(ImmutableSortedDictionary<string, double> diagnostics)
    {
        if ((!diagnostics.TryGetValue(DiagnosticNames.CompletenessGap, out double gap)
                && !diagnostics.TryGetValue(DiagnosticNames.EfficiencyGap, out gap))
            || !diagnostics.TryGetValue(DiagnosticNames.InputValue, out double atInput)
            || !diagnostics.TryGetValue(DiagnosticNames.BaselineValue, out double atBaseline))
        {
            return null;
        }

        return Math.Abs(gap) / Math.Max(LeastDifference, Math.Abs(atInput - atBaseline));
    }

    private static double SpecialShareOf(Explanation explanation)
    {
        ImmutableArray<double> scores = explanation.Attribution.Scores;
        double total = scores.Sum(Math.Abs);
        return total == 0 ? 0 : (total - explanation.Input.FeaturePositions.Sum(position => Math.Abs(scores[position]))) / total;
    }
}
