using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Compares feature scores with human rationales, or those of pixels with the mask of a picture: the part that all plausibility metrics
/// share.
/// </summary>
internal static class RationaleComparison
{
    /// <summary>Scores an explanation against the rationale or rationales.</summary>
    /// <param name="context">The explanation and the rationales.</param>
    /// <param name="annotators">How several rationales become one answer.</param>
    /// <param name="score">
    /// Scores finite feature scores against how far each feature belongs to the rationale, from 0 to 1, not all of them 0.
    /// </param>
    public static MetricScore Evaluate(MetricContext context, Annotators annotators, Func<double[], double[], MetricScore> score)
    {
        if (context.Explanation.Input.Picture is not null)
        {
            return OfPixels(context, score);
        }

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

        double[] shares = [.. scores.Select((_, i) => rationales.Count(labels => labels[i]) / (double)rationales.Length)];
        return annotators switch
        {
            Annotators.Each =>
                Mean([.. rationales.Select(labels => ScoreOne(scores, [.. labels.Select(label => label ? 1.0 : 0)], score))]),
            Annotators.Soft => ScoreOne(scores, shares, score),
            Annotators.Union => ScoreOne(scores, [.. shares.Select(share => share > 0 ? 1.0 : 0)], score),
            _ => ScoreOne(scores, [.. shares.Select(share => share > 0.5 ? 1.0 : 0)], score),
        };
    }

    // A picture is compared pixel by pixel, whatever its parts.
    private static MetricScore OfPixels(MetricContext context, Func<double[], double[], MetricScore> score)
    {
        double[] scores = context.Explanation.PixelScores();
        return !FeatureRanking.AllFinite(scores) ? NotApplicable.NotFinite
            : context.Mask.IsEmpty ? NotApplicable.NoRationale
            : ScoreOne(scores, [.. context.Mask.Select(marked => marked ? 1.0 : 0)], score);
    }

    // A unit belongs to the rationale where any of its tokens does, as a token does where any of its characters is marked.
    private static bool[] Features(MetricContext context, ImmutableArray<bool> rationale) =>
        [.. context.Explanation.Input.Units.Select(unit => unit.Positions.Any(position => rationale[position]))];

    private static MetricScore ScoreOne(double[] scores, double[] weights, Func<double[], double[], MetricScore> score) =>
        weights.All(weight => weight == 0) ? NotApplicable.EmptyRationale : score(scores, weights);

    private static MetricScore Mean(MetricScore[] scores)
    {
        double[] applicable = [.. scores.Where(score => score.IsApplicable).Select(score => score.Value)];
        return applicable.Length == 0 ? scores[0] : MetricScore.Of(applicable.Average());
    }
}
