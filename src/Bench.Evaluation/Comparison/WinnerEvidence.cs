namespace Bench.Evaluation;

/// <summary>How sure it is that the best are the best.</summary>
internal static class WinnerEvidence
{
    /// <summary>
    /// Adds to a finding the largest corrected p-value of the best against any rival, and the cases of the first metric that has one.
    /// </summary>
    /// <param name="finding">Who is best.</param>
    /// <param name="counted">The metrics that count.</param>
    public static Finding Add(Finding finding, IReadOnlyList<ComparisonColumn> counted)
    {
        (ComparisonColumn Column, int Explainer)[] all = [.. counted.SelectMany(column => column.Comparison.Best.Select(i => (column, i)))];
        (ComparisonColumn Column, int Explainer)[] best = [.. all.Where(entry => entry.Column.Standing(entry.Explainer) == Standing.Best)];
        (ComparisonColumn first, int explainer) = best.Concat(all).First();
        int texts = first.Comparison.Means[explainer].Count;
        double[] values = [.. best.SelectMany(entry => Enumerable.Range(0, entry.Column.Comparison.Count)
            .Where(rival => entry.Column.Comparison.Beats(entry.Explainer, rival))
            .Select(rival => entry.Column.Comparison.AdjustedPValue(entry.Explainer, rival)))];
        return finding with
        {
            Evidence = values.Length == 0 ? PValues.Texts(texts) : $"against every rival {PValues.Words(values.Max(), texts)}",
            Cases = new FindingCases(first.Name, first.Explainers[explainer]),
        };
    }
}
