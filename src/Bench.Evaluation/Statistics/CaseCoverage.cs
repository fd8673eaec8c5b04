using System.Collections.Immutable;

namespace Bench.Evaluation;

/// <summary>How many cases an explainer has a score for, of those that any explainer has one for.</summary>
/// <param name="Cases">Cases that any explainer has a score for.</param>
/// <param name="Missing">Those of them that this one has none for.</param>
/// <param name="WorstMean">Its mean over all texts, were every missing score as bad as the metric allows.</param>
/// <param name="BestMean">Its mean over all texts, were every missing score as good as the metric allows.</param>
public sealed record CaseCoverage(int Cases, int Missing, double WorstMean, double BestMean)
{
    /// <summary>Share of the cases without a score; 0 where there are no cases.</summary>
    public double Silence => Cases == 0 ? 0 : (double)Missing / Cases;

    /// <summary>Whether so many scores are missing that it cannot win: silence is no answer.</summary>
    public bool IsSilent => Silence > MetricComparison.LargestSilence;

    /// <summary>
    /// Counts the cases of every explainer. A metric without bounds is bounded by the scores seen (Manski 1989: no better is known).
    /// </summary>
    /// <param name="scores">A metric's scores.</param>
    internal static ImmutableArray<CaseCoverage> Of(MetricScores scores)
    {
        int[] judged = [.. Enumerable.Range(0, scores.Texts.Cases).Where(place => scores.Values.Any(row => !double.IsNaN(row[place])))];
        double[] seen = [.. scores.Values.SelectMany(row => row).Where(score => !double.IsNaN(score))];
        (double low, double high) = scores.Range.IsBounded
            ? (scores.Range.Low, scores.Range.High)
            : (seen.DefaultIfEmpty(double.NaN).Min(), seen.DefaultIfEmpty(double.NaN).Max());
        (double worst, double best) = scores.Sign > 0 ? (low, high) : (high, low);
        return [.. scores.Values.Select(row => new CaseCoverage(
            judged.Length, judged.Count(place => double.IsNaN(row[place])), Filled(row, worst), Filled(row, best)))];

        double Filled(double[] row, double missing)
        {
            double[] filled = [.. Enumerable.Repeat(double.NaN, row.Length)];
            foreach (int place in judged)
            {
                filled[place] = double.IsNaN(row[place]) ? missing : row[place];
            }

            return scores.Texts.Means(filled).DefaultIfEmpty(double.NaN).Average();
        }
    }
}
