using System.Globalization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Where the explainer that leads over all cases loses on a part of them.</summary>
public static class SliceFindings
{
    private const int MostSentences = 5;

    /// <summary>
    /// One sentence for each slice on which another explainer beats the one that leads on common ground: the paired test of the table,
    /// Holm's correction over all metrics, slices and rivals looked at. At most five, the surest first; slices below 20 texts, metrics that
    /// do not count and explainers judged apart are left out.
    /// </summary>
    /// <param name="results">The run. Its explanations are read once.</param>
    public static IReadOnlyList<string> Sentences(ResultSet results) => [.. Of(results).Select(finding => finding.Sentence)];

    /// <summary>The same with how sure each is and where its cases are.</summary>
    /// <param name="results">The run. Its explanations are read once.</param>
    public static IReadOnlyList<Finding> Of(ResultSet results)
    {
        Rivalry[] looked = [.. Slicer.All(results)
            .SelectMany(slicing =>
                slicing.Slices.Where(slice => slice.Cases.Length >= MetricComparison.FewestTexts).Select(slice => (slicing.By, slice)))
            .SelectMany(part => results.Table.Columns
                .Where(column => column.Descriptor.Family != MetricFamily.Cost && column.IsCounted)
                .SelectMany(column => Rivals(column, part.By, part.slice)))];
        double[] adjusted = MultipleTesting.Holm([.. looked.Select(rivalry => rivalry.PValue)]);
        return [.. looked.Zip(adjusted)
            .Where(pair => pair.First.RivalLeads && pair.Second < MetricComparison.Level)
            .OrderBy(pair => pair.Second)
            .DistinctBy(pair => (pair.First.Column.Name, pair.First.By, pair.First.Slice))
            .Take(MostSentences)
            .Select(pair => pair.First.Found(pair.Second))];
    }

    private static IEnumerable<Rivalry> Rivals(ComparisonColumn column, string by, Slice slice)
    {
        MetricComparison comparison = column.Comparison;
        int[] placed = [.. Enumerable.Range(0, comparison.Count)
            .Where(i => !double.IsNaN(comparison.Effects.Values[i]) && !comparison.Coverage[i].IsSilent && !column.Unsigned.Contains(i))];
        if (placed.Length < 2)
        {
            yield break;
        }

        int leader = placed.MaxBy(i => comparison.Effects.Values[i]);
        foreach (int rival in placed.Where(i => i != leader))
        {
            PairedDifference difference = comparison.Difference(rival, leader, slice.Cases);
            if (difference.Estimate.Count >= MetricComparison.FewestTexts)
            {
                yield return new Rivalry(
                    column, by, slice.Name, rival, leader, difference.Estimate.Count, column.Sign * difference.Estimate.Mean > 0,
                    difference.PValue);
            }
        }
    }

    private sealed record Rivalry(
        ComparisonColumn Column, string By, string Slice, int Rival, int Leader, int Count, bool RivalLeads, double PValue)
    {
        public Finding Found(double adjusted) => new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"On {Column.Name}, {Column.Explainers[Leader]} leads over all cases, but {Column.Explainers[Rival]} beats it where {By} is {Slice} (n = {Count})."),
            FindingKind.Shown)
        {
            Evidence = PValues.Words(adjusted, Count),
            Cases = new FindingCases(Column.Name, Column.Explainers[Rival]) { Slice = (By, Slice) },
        };
    }
}
