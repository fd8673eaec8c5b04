using System.Globalization;

namespace Bench.Evaluation;

/// <summary>Where the explainer that leads over all cases loses on a part of them.</summary>
public static class SliceFindings
{
    private const int FewestCases = 20;
    private const int MostSentences = 5;

    /// <summary>
    /// One sentence for each slice on which another explainer beats the leader: Wilcoxon's signed-rank test, Holm's correction over all
    /// metrics, slices and rivals looked at. At most five, the surest first; slices below 20 cases and metrics that failed their
    /// self-test are left out.
    /// </summary>
    /// <param name="results">The run. Its explanations are read once.</param>
    public static IReadOnlyList<string> Sentences(ResultSet results)
    {
        Finding[] looked = [.. Slicer.All(results)
            .SelectMany(slicing => slicing.Slices.Where(slice => slice.Cases.Length >= FewestCases).Select(slice => (slicing.By, slice)))
            .SelectMany(part => results.Table.Columns
                .Where(column => column.Descriptor.Family != "cost" && !column.FailedSelfTest)
                .SelectMany(column => Rivals(column, part.By, part.slice)))];
        double[] adjusted = MultipleTesting.Holm([.. looked.Select(finding => finding.PValue)]);
        return [.. looked.Zip(adjusted)
            .Where(pair => pair.First.RivalLeads && pair.Second < MetricComparison.Level)
            .OrderBy(pair => pair.Second)
            .DistinctBy(pair => (pair.First.Column.Name, pair.First.By, pair.First.Slice))
            .Take(MostSentences)
            .Select(pair => pair.First.InWords())];
    }

    private static IEnumerable<Finding> Rivals(ComparisonColumn column, string by, Slice slice)
    {
        MetricComparison comparison = column.Comparison;
        int[] scored = [.. Enumerable.Range(0, comparison.Count).Where(i => comparison.Means[i].Count >= 2)];
        if (scored.Length < 2)
        {
            yield break;
        }

        int leader = scored.MaxBy(i => column.Sign * comparison.Means[i].Mean);
        foreach (int rival in scored.Where(i => i != leader))
        {
            double[] differences = [.. slice.Cases
                .Select(place => column.Sign * (comparison.Scores(rival)[place] - comparison.Scores(leader)[place]))
                .Where(difference => !double.IsNaN(difference))];
            if (differences.Length >= FewestCases)
            {
                double p = WilcoxonSignedRank.Test(differences).PValue;
                yield return new Finding(column, by, slice.Name, rival, leader, differences.Length, differences.Average() > 0, p);
            }
        }
    }

    private sealed record Finding(
        ComparisonColumn Column, string By, string Slice, int Rival, int Leader, int Count, bool RivalLeads, double PValue)
    {
        public string InWords() => string.Create(
            CultureInfo.InvariantCulture,
            $"On {Column.Name}, {Column.Explainers[Leader]} leads over all cases, but {Column.Explainers[Rival]} beats it where {By} is {Slice} (n = {Count}).");
    }
}
