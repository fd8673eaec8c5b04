using Bench.Abstractions;

namespace Bench.Explainers.Tests;

public class KernelShapErrorTests
{
    /// <summary>
    /// Few pairs for many coefficients, where residuals are far smaller than errors: without the correction for what the regression fits,
    /// stated errors would be 0.73 of the spread, with it they are 0.92.
    /// </summary>
    [Fact]
    public void Standard_errors_are_the_spread_over_seeds_also_with_few_pairs()
    {
        const int Players = 9, Pairs = 22, Trials = 1500;
        double[] table = Games.Wild(Players, seed: 21);
        var spread = new RunningMoments(Players);
        var squares = new RunningMoments(Players);
        for (int trial = 0; trial < Trials; trial++)
        {
            // Now and then the coalitions drawn do not determine the coefficients.
            if (KernelShap.Estimate(Players, Games.Of(table), (2 * Pairs) + 2, 0, new DeterministicRandom((ulong)trial)) is { } estimate)
            {
                spread.Add(estimate.Values);
                squares.Add(Array.ConvertAll(estimate.StandardErrors, error => error * error));
            }
        }

        spread.Count.ShouldBeGreaterThan(Trials * 9 / 10);

        double stated = Math.Sqrt(squares.Mean.Average());
        double found = Math.Sqrt(spread.Variance().Average());
        (stated / found).ShouldBeInRange(0.85, 1.1);
    }
}
