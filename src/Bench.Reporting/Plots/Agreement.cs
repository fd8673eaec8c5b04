using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>
/// How far explainers agree on which tokens matter: Spearman's correlation of the scores' magnitudes over the tokens that are not special
/// (Krishna et al. 2022, "The Disagreement Problem in Explainable Machine Learning", rank correlation).
/// </summary>
/// <param name="explainers">Names of the explainers.</param>
/// <param name="floor">Index of the random explainer, which no disagreement counts, or −1.</param>
internal sealed class Agreement(IReadOnlyList<string> explainers, int floor)
{
    private readonly double[,] _sums = new double[explainers.Count, explainers.Count];
    private readonly int[,] _counts = new int[explainers.Count, explainers.Count];

    /// <summary>Names of the explainers.</summary>
    public IReadOnlyList<string> Explainers { get; } = explainers;

    /// <summary>Mean correlation of two explainers over all texts; NaN where no text ranks its tokens with both.</summary>
    public double this[int first, int second] => first == second ? 1 : _sums[first, second] / _counts[first, second];

    /// <summary>Adds a text.</summary>
    /// <param name="record">Its explanations.</param>
    /// <returns>
    /// Its disagreement: 1 less the mean correlation over pairs of explainers, the floor aside; NaN where there is no pair.
    /// </returns>
    public double Add(ExplanationRecord record)
    {
        record = record.InUnits();
        int[] features =
            [.. Enumerable.Range(0, record.Tokens.Length).Where(i => record.Tokens[i] is { Special: false, IsOutside: false })];
        double[]?[] ranks = new double[Explainers.Count][];
        foreach (RecordedExplanation explanation in record.Explanations)
        {
            int index = Explainers.IndexOf(explanation.Name);
            if (index >= 0)
            {
                ranks[index] = Ranks.Ascending(features.Select(i => Math.Abs(explanation.Scores[i])).ToArray());
            }
        }

        (double sum, int count) = (0, 0);
        for (int i = 0; i < ranks.Length; i++)
        {
            for (int j = i + 1; j < ranks.Length; j++)
            {
                double correlation = ranks[i] is { } first && ranks[j] is { } second ? Correlation.Pearson(first, second) : double.NaN;
                if (double.IsNaN(correlation))
                {
                    continue;
                }

                _sums[i, j] = _sums[j, i] += correlation;
                _counts[i, j]++;
                _counts[j, i]++;
                if (i != floor && j != floor)
                {
                    sum += correlation;
                    count++;
                }
            }
        }

        return count == 0 ? double.NaN : 1 - (sum / count);
    }
}
