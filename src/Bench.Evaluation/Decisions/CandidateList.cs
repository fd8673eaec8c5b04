using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Weighs the explainers of a run: quality on some metrics against cost.</summary>
internal static class CandidateList
{
    /// <summary>
    /// All explainers but the random and the exact one, those silent on too many cases of a metric and those judged apart by one, from the
    /// best quality on.
    /// </summary>
    /// <param name="results">The run.</param>
    /// <param name="columns">The metrics that make up quality, one for each question.</param>
    /// <param name="budget">What an explanation may cost; with a limit on time alone, time is the cost of the front.</param>
    /// <exception cref="BenchException">The run's description lacks the cost of an explainer.</exception>
    public static ImmutableArray<Candidate> Of(ResultSet results, ComparisonColumn[] columns, Budget budget)
    {
        double cases = results.Table.Columns[0].Comparison.Scores(0).Length;
        int[] eligible = [.. results.Run.Explainers.Index()
            .Where(entry => entry.Item.Descriptor.Id is not (ComparisonTable.FloorId or ComparisonTable.OracleId)
                && columns.All(column => !column.Comparison.RankCoverage[entry.Index].IsSilent && !column.Unsigned.Contains(entry.Index)))
            .Select(entry => entry.Index)];
        Candidate[] all = [.. results.Table.Explainers.Index().Where(entry => eligible.Contains(entry.Index)).Select(entry =>
        {
            TotalCost cost = results.Run.ExplainerCosts.TryGetValue(entry.Item, out TotalCost? known) ? known : throw new BenchException(
                $"The run does not say what {entry.Item} cost", RunManifest.FileName, "The file was changed; run the suite again");
            return new Candidate(
                entry.Index,
                entry.Item,
                columns.Average(column => Quality(column, entry.Index, eligible)),
                (cost.RowsForward + cost.RowsBackward) / cases,
                1000 * cost.Seconds / cases);
        })];
        bool byTime = budget.MaxRows is null && budget.MaxMilliseconds is not null;
        Func<Candidate, double> price = byTime ? candidate => candidate.Milliseconds : candidate => candidate.Rows;
        return [.. all
            .Select(candidate => candidate with
            {
                WithinBudget = budget.Allows(candidate),
                IsOnFront = !all.Any(other => Dominates(other, candidate, price)),
            })
            .OrderByDescending(candidate => candidate.Quality).ThenBy(price).ThenBy(candidate => candidate.Index)];
    }

    private static bool Dominates(Candidate other, Candidate candidate, Func<Candidate, double> price) =>
        other.Quality >= candidate.Quality && price(other) <= price(candidate)
        && (other.Quality > candidate.Quality || price(other) < price(candidate));

    private static double Quality(ComparisonColumn column, int explainer, int[] eligible)
    {
        double[] effects = column.Comparison.Effects.Values;
        bool hasFloor = column.Floor >= 0 && MetricSelfTest.HasFloor(column.Descriptor);
        double floor = hasFloor ? effects[column.Floor] : eligible.Min(i => effects[i]);
        double range = eligible.Max(i => effects[i]) - floor;
        return range > column.Comparison.Effects.Tolerance ? (effects[explainer] - floor) / range : 0;
    }
}
