using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Compares feature scores with human rationales: the part that all plausibility metrics share.</summary>
internal static class RationaleComparison
{
    /// <summary>Scores an explanation against the rationale or rationales.</summary>
    /// <param name="context">The explanation and the rationales.</param>
    /// <param name="annotators">How several rationales become one answer.</param>
    /// <param name="score">Scores finite feature scores against the labels of one rationale with at least one token.</param>
    public static MetricScore Evaluate(MetricContext context, Annotators annotators, Func<double[], bool[], MetricScore> score)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (!FeatureRanking.AllFinite(scores))
        {
            return NotApplicable.NotFinite;
        }

        bool[][] rationales = [.. context.Rationales.Select(rationale => Features(context, rationale))];
        if (rationales.Length == 0)
        {
            return NotApplicable.NoRationale;
        }

        if (annotators == Annotators.Each)
        {
            return Mean([.. rationales.Select(labels => ScoreOne(scores, labels, score))]);
        }

        int needed = annotators == Annotators.Union ? 1 : (rationales.Length / 2) + 1;
        return ScoreOne(scores, [.. scores.Select((_, i) => rationales.Count(labels => labels[i]) >= needed)], score);
    }

    private static bool[] Features(MetricContext context, ImmutableArray<bool> rationale) =>
        [.. context.Explanation.Input.FeaturePositions.Select(position => rationale[position])];

    private static MetricScore ScoreOne(double[] scores, bool[] labels, Func<double[], bool[], MetricScore> score) =>
        labels.Contains(true) ? score(scores, labels) : NotApplicable.EmptyRationale;

    private static MetricScore Mean(MetricScore[] scores)
    {
        double[] applicable = [.. scores.Where(score => score.IsApplicable).Select(score => score.Value)];
        return applicable.Length == 0 ? scores[0] : MetricScore.Of(applicable.Average());
    }
}
