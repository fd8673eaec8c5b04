using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Whether intervals and verdicts keep their promise, on simulated scores whose truth is known: intervals hold the true mean in 95 % of
/// all runs, and a table in which nothing differs says that something does in no more than 5 %.
/// </summary>
/// <param name="trials">Simulated runs of each situation.</param>
public sealed class StatisticsStudy(int trials)
{
    /// <summary>Coverage that counts as kept.</summary>
    public const double LeastCoverage = 0.93;

    /// <summary>Coverage that counts as kept.</summary>
    public const double MostCoverage = 0.97;

    /// <summary>Share of tables with any false finding that counts as kept.</summary>
    public const double MostFalse = 0.055;

    /// <summary>Most simulated runs of each situation; more take days.</summary>
    public const int MostTrials = 1_000_000;

    // Verdicts need no chance of being best.
    private const int Resamples = 1;

    private const ulong Seed = 12;

    /// <summary>Simulates all situations; equal numbers of trials give equal findings.</summary>
    /// <param name="progress">Is told how it goes on.</param>
    /// <param name="cancellationToken">Stops the study.</param>
    public StatisticsFindings Run(IRunProgress progress, CancellationToken cancellationToken = default)
    {
        Situation[] situations = [.. SimulatedMeans.All, .. SimulatedTables.All];
        progress.Started(situations.Length, 0);
        int done = 0;
        SituationFinding[] findings = [.. situations.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(situation =>
        {
            SituationFinding finding = Simulate(situation, cancellationToken);
            progress.Advanced(Interlocked.Increment(ref done));
            return finding;
        })];
        return new StatisticsFindings(trials, [.. findings]);
    }

    private SituationFinding Simulate(Situation situation, CancellationToken cancellationToken)
    {
        var random = new DeterministicRandom(DeterministicRandom.Derive(Seed, $"{situation.Name} {situation.Texts}"));
        (int hits, int intervals) = (0, 0);
        for (int trial = 0; trial < trials; trial++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SimulatedTable table = situation.Draw(random);
            if (situation.TrueMean is { } truth)
            {
                foreach (MeanEstimate estimate in table.Metrics.SelectMany(metric => MetricComparison.Of(metric, Resamples).Means))
                {
                    hits += estimate.Low <= truth && truth <= estimate.High ? 1 : 0;
                    intervals++;
                }
            }
            else
            {
                hits += HasFalseFinding(table) ? 1 : 0;
                intervals++;
            }
        }

        return new SituationFinding(situation, (double)hits / intervals);
    }

    // As a table does it: the pairs of all metrics are corrected for together.
    private static bool HasFalseFinding(SimulatedTable table)
    {
        MetricComparison[] comparisons = [.. table.Metrics.Select(metric => MetricComparison.Of(metric, Resamples))];
        return MultipleTesting.Holm([.. comparisons.SelectMany(comparison => comparison.PValues)]).Any(p => p < MetricComparison.Level);
    }
}
