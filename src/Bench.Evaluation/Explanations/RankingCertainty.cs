using System.Collections.Immutable;
using Bench.Abstractions;
using MathNet.Numerics.Distributions;

namespace Bench.Evaluation;

/// <summary>
/// Which neighbours in the ranking of an explanation's features are told apart at 95 %: their scores differ by more than Student's
/// quantile times the sum of their standard errors. The sum, unlike the root of the summed squares, holds whatever the correlation of
/// the two estimates, and scores that share one total are correlated.
/// </summary>
/// <param name="Pairs">Pairs of neighbours: the features less one.</param>
/// <param name="CertainAboveNext">
/// Positions of the features that are certainly above the next one, largest score first: a unit's is its first token.
/// </param>
/// <param name="IsFirstCertain">Whether the largest score is certainly the largest; true for a lone feature.</param>
public sealed record RankingCertainty(int Pairs, ImmutableArray<int> CertainAboveNext, bool IsFirstCertain)
{
    private const double Quantile = 0.975;

    /// <summary>Compares neighbours.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <returns>What is certain, or <see langword="null"/> where the explainer gave no standard errors.</returns>
    public static RankingCertainty? Of(Explanation explanation)
    {
        ImmutableArray<double> errors = explanation.Attribution.StandardErrors;
        if (errors.IsEmpty)
        {
            return null;
        }

        double[] scores = explanation.FeatureScores();
        ImmutableArray<Unit> units = explanation.Input.Units;
        int[] ranking = [.. Enumerable.Range(0, units.Length).OrderByDescending(unit => scores[unit])];
        double quantile = explanation.Attribution.Diagnostics.TryGetValue(DiagnosticNames.DegreesOfFreedom, out double degrees)
            ? StudentT.InvCDF(0, 1, degrees, Quantile)
            : Normal.InvCDF(0, 1, Quantile);
        ImmutableArray<int> certain =
        [
            .. ranking.Zip(ranking.Skip(1))
                .Where(pair => scores[pair.First] - scores[pair.Second] > quantile * (Error(pair.First) + Error(pair.Second)))
                .Select(pair => units[pair.First].Positions[0]),
        ];
        return new RankingCertainty(ranking.Length - 1, certain, ranking.Length < 2 || certain.Contains(units[ranking[0]].Positions[0]));

        // Errors of a unit's tokens add up at most, whatever their correlation; those of a unit scored whole are its own, shared.
        double Error(int unit)
        {
            double sum = units[unit].Positions.Sum(position => errors[position]);
            return explanation.Attribution.UnitScores.IsEmpty && explanation.Input.Choice.Gather == Gather.Mean
                ? sum / units[unit].Positions.Length
                : sum;
        }
    }
}
