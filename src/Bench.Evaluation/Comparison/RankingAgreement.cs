using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// How alike two metrics rank the explainers. For one metric with two sets of options it shows how much the ranking hangs on a choice:
/// mask or delete, logit or probability, which bins.
/// </summary>
/// <param name="First">Name of the first metric.</param>
/// <param name="Second">Name of the second metric.</param>
/// <param name="SameMetric">Whether they are one metric with different options.</param>
/// <param name="Tau">
/// Kendall's tau-b of the explainers on common ground, both turned so that more is better; NaN where a metric ranks all equal.
/// </param>
public sealed record RankingAgreement(string First, string Second, bool SameMetric, double Tau)
{
    internal static IEnumerable<RankingAgreement> Between(ComparisonTable table)
    {
        foreach ((int i, ComparisonColumn first) in table.Columns.Index())
        {
            foreach (ComparisonColumn second in table.Columns.Skip(i + 1))
            {
                int[] shared = [.. Enumerable.Range(0, table.Explainers.Length)
                    .Where(e => !double.IsNaN(first.Comparison.Effects.Values[e]) && !double.IsNaN(second.Comparison.Effects.Values[e]))];
                yield return new RankingAgreement(
                    first.Name, second.Name, first.Descriptor.Id == second.Descriptor.Id,
                    Correlation.TauB(Oriented(first, shared), Oriented(second, shared)));
            }
        }
    }

    private static double[] Oriented(ComparisonColumn column, int[] explainers) =>
        TolerantRanks.Joined([.. explainers.Select(e => column.Comparison.Effects.Values[e])], column.Comparison.Effects.Tolerance);
}
