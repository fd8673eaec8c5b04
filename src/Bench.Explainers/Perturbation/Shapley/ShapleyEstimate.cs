using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Shapley values of a game, exact or estimated.</summary>
/// <param name="Values">One per player.</param>
/// <param name="StandardErrors">One per player; 0 where the value is exact, empty where the method cannot say.</param>
/// <param name="Empty">Value of the empty coalition.</param>
/// <param name="Full">Value of the full coalition.</param>
/// <param name="DegreesOfFreedom">
/// Of Student's distribution for intervals around the values, where these are estimates with standard errors; otherwise NaN.
/// </param>
internal sealed record ShapleyEstimate(
    double[] Values, double[] StandardErrors, double Empty, double Full, double DegreesOfFreedom = double.NaN)
{
    /// <summary>How far the estimate has converged, see <see cref="Explainers.RelativeError"/>.</summary>
    public double RelativeError => Explainers.RelativeError.Of(Values, StandardErrors);

    /// <summary>Scores per token with the evidence that Shapley methods give.</summary>
    /// <param name="request">What was explained.</param>
    /// <param name="game">The game.</param>
    public Attribution Attribution(ExplanationRequest request, CoalitionGame game) => Scores.Attribution(
        game.Features,
        Values,
        request,
        (DiagnosticNames.EfficiencyGap, Values.Sum() - (Full - Empty)),
        (DiagnosticNames.InputValue, Full),
        (DiagnosticNames.BaselineValue, Empty),
        (DiagnosticNames.DegreesOfFreedom, StandardErrors.Length == 0 || DegreesOfFreedom < 1 ? double.NaN : DegreesOfFreedom),
        ("rows", game.Rows)) with
    {
        StandardErrors = StandardErrors.Length == 0 ? [] : game.Features.PerToken(StandardErrors),
    };
}
