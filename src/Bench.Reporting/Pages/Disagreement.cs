using System.Collections.Immutable;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>Where the explainers of one text differ.</summary>
/// <param name="Spread">
/// Per token the standard deviation, over the explainers, of |score| as a share of the explainer's largest: 0 to 0.5.
/// </param>
/// <param name="Clashes">Tokens that one explainer counts clearly for the target and another clearly against it.</param>
internal sealed record Disagreement(ImmutableArray<double> Spread, ImmutableArray<int> Clashes)
{
    // The share of the largest from which the terminal colours a score.
    private const double Clear = 1.0 / 3;

    /// <summary>Compares them; <see langword="null"/> for fewer than two.</summary>
    public static Disagreement? Of(ExplanationRecord record)
    {
        if (record.Explanations.Length < 2)
        {
            return null;
        }

        (bool Signed, double[] Shares)[] all = [.. record.Explanations.Select(explanation =>
        {
            double largest = explanation.Scores.Select(Math.Abs).DefaultIfEmpty(0).Max();
            return (explanation.Signed != false, explanation.Scores.Select(score => largest == 0 ? 0 : score / largest).ToArray());
        })];
        IEnumerable<int> tokens = Enumerable.Range(0, record.Tokens.Length);
        return new Disagreement(
            [.. tokens.Select(i => Deviation([.. all.Select(one => Math.Abs(one.Shares[i]))]))],
            [.. tokens.Where(i =>
                all.Any(one => one.Signed && one.Shares[i] >= Clear) && all.Any(one => one.Signed && one.Shares[i] <= -Clear))]);
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
