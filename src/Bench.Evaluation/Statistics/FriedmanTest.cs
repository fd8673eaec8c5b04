using System.Collections.Immutable;
using Bench.Abstractions;
using MathNet.Numerics.Distributions;

namespace Bench.Evaluation;

/// <summary>
/// Friedman's test (1937) of "all explainers rank alike over instances", with the tie correction, and what goes with it in
/// Demšar 2006: Iman and Davenport's F, Kendall's W, and Nemenyi's critical difference of mean ranks.
/// </summary>
public sealed record FriedmanTest
{
    /// <summary>Mean rank of every explainer over instances, 1 = best, ties at their average.</summary>
    public required ImmutableArray<double> MeanRanks { get; init; }

    /// <summary>Number of instances (blocks).</summary>
    public required int Blocks { get; init; }

    /// <summary>Friedman's statistic, corrected for ties; NaN where every block is constant.</summary>
    public required double ChiSquared { get; init; }

    /// <summary>Its p-value with k − 1 degrees of freedom.</summary>
    public double PValue => 1 - MathNet.Numerics.Distributions.ChiSquared.CDF(MeanRanks.Length - 1, ChiSquared);

    /// <summary>Kendall's coefficient of concordance W in [0, 1]: 1 where all blocks rank alike.</summary>
    public double KendallW => ChiSquared / (Blocks * (MeanRanks.Length - 1));

    /// <summary>
    /// Iman and Davenport's (1980) less conservative statistic; infinite where all blocks rank alike, NaN with one block or where
    /// <see cref="ChiSquared"/> is.
    /// </summary>
    public double ImanDavenportF
    {
        get
        {
            double most = Blocks * (MeanRanks.Length - 1.0);

            // In full agreement the statistic is its largest value but for rounding, which may lie on either side.
            bool agree = most - ChiSquared <= most * 1e-12;
            return Blocks == 1 ? double.NaN : agree ? double.PositiveInfinity : (Blocks - 1) * ChiSquared / (most - ChiSquared);
        }
    }

    /// <summary>Its p-value with k − 1 and (k − 1)(n − 1) degrees of freedom; NaN where there is no statistic.</summary>
    public double ImanDavenportPValue => ImanDavenportF switch
    {
        double.PositiveInfinity => 0,
        double.NaN => double.NaN,
        var f => 1 - FisherSnedecor.CDF(MeanRanks.Length - 1, (MeanRanks.Length - 1) * (Blocks - 1), f),
    };

    /// <summary>Mean ranks that differ by at least this much are told apart, all pairs together at the level (Nemenyi 1963).</summary>
    /// <param name="level">Chance of any false finding.</param>
    public double CriticalDifference(double level = MetricComparison.Level)
    {
        int k = MeanRanks.Length;
        return StudentizedRange.UpperQuantile(level, k) / Math.Sqrt(2) * Math.Sqrt(k * (k + 1) / (6.0 * Blocks));
    }

    /// <summary>
    /// The largest groups of explainers that Nemenyi's test cannot tell apart: each spans less than the critical difference. The bars of
    /// Demšar's diagram; an explainer told apart from all others is a group of its own.
    /// </summary>
    /// <param name="level">Chance of any false finding.</param>
    /// <returns>Groups from the best mean rank on, members too.</returns>
    public IReadOnlyList<ImmutableArray<int>> Groups(double level = MetricComparison.Level)
    {
        int[] order = [.. Enumerable.Range(0, MeanRanks.Length).OrderBy(i => MeanRanks[i])];
        double critical = CriticalDifference(level);
        var groups = new List<ImmutableArray<int>>();
        int covered = 0;
        for (int first = 0; first < order.Length; first++)
        {
            int end = first + 1;
            while (end < order.Length && MeanRanks[order[end]] - MeanRanks[order[first]] < critical)
            {
                end++;
            }

            if (end > covered)
            {
                groups.Add([.. order[first..end]]);
                covered = end;
            }
        }

        return groups;
    }

    /// <summary>Runs the test.</summary>
    /// <param name="blocks">[instances][explainers] without NaN, higher is better; at least one block and two explainers.</param>
    public static FriedmanTest Of(IReadOnlyList<double[]> blocks)
    {
        ArgumentOutOfRangeException.ThrowIfZero(blocks.Count);
        int n = blocks.Count;
        int k = blocks[0].Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 2);
        double[] sums = new double[k];
        double ties = 0;
        foreach (double[] block in blocks)
        {
            double[] ranks = Ranks.Descending(block);
            ties += Ranks.TieCorrection(block);
            for (int i = 0; i < k; i++)
            {
                sums[i] += ranks[i];
            }
        }

        double correction = 1 - (ties / (n * k * ((k * k) - 1.0)));
        double statistic = (12.0 / (n * k * (k + 1.0)) * sums.Sum(sum => sum * sum)) - (3.0 * n * (k + 1));
        return new FriedmanTest
        {
            MeanRanks = [.. sums.Select(sum => sum / n)],
            Blocks = n,
            ChiSquared = correction <= 0 ? double.NaN : Math.Max(0, statistic / correction),
        };
    }
}
