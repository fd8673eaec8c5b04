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
/// <param name="CertainAboveNext">Positions of the tokens that are certainly above the next one, largest score first.</param>
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

        ImmutableArray<double> scores = explanation.Attribution.Scores;
        int[] ranking = [.. explanation.Input.FeaturePositions.OrderByDescending(position => scores[position])];
        double quantile = explanation.Attribution.Diagnostics.TryGetValue(DiagnosticNames.DegreesOfFreedom, out double degrees)
            ? StudentT.InvCDF(0, 1, degrees, Quantile)
            : Normal.InvCDF(0, 1, Quantile);
        ImmutableArray<int> certain =
        [
            .. ranking.Zip(ranking.Skip(1))
                .Where(pair => scores[pair.First] - scores[pair.Second] > quantile * (errors[pair.First] + errors[pair.Second]))
                .Select(pair => pair.First),
        ];
        return new RankingCertainty(ranking.Length - 1, certain, ranking.Length < 2 || certain.Contains(ranking[0]));
    }
}
