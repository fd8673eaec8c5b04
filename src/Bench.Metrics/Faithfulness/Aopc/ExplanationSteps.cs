using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>The growing sets of tokens that AOPC removes or keeps, under the rules of <see cref="AopcOptions"/>.</summary>
internal static class ExplanationSteps
{
    /// <summary>Refuses options that the protocol would silently ignore.</summary>
    public static AopcOptions Validate(AopcOptions options, string owner) =>
        options.Protocol == AopcProtocol.Ferret
        && (!options.Bins.SequenceEqual(AopcOptions.EraserBins) || options.Rounding != BinRounding.Ceil)
            ? throw new BenchException(
                "protocol=ferret has its own bins and rounding", owner, "Leave out bins and rounding, or use protocol=eraser")
            : options;

    /// <summary>One set of features per step; every set has m flags.</summary>
    /// <param name="scores">Feature scores.</param>
    /// <param name="options">The rules.</param>
    /// <param name="seed">Seed of the order of equal scores; under ferret's rules the lower index goes first, as there.</param>
    public static IReadOnlyList<bool[]> Of(double[] scores, AopcOptions options, ulong seed) => options.Protocol switch
    {
        AopcProtocol.Ferret => Ferret(scores, options.OnlyPositive),
        _ =>
            [.. options.Bins.Select(bin =>
                FeatureRanking.Top(scores, Count(bin * scores.Length, options.Rounding), options.OnlyPositive, seed))],
    };

    private static int Count(double share, BinRounding rounding)
    {
        // 0.1 × 30 is 3.0000000000000004 for some bins: what is an integer up to rounding error stays that integer.
        double nearest = Math.Round(share);
        double count = Math.Abs(share - nearest) < 1e-9 ? nearest
            : rounding == BinRounding.Ceil ? Math.Ceiling(share) : Math.Floor(share);
        return Math.Max(1, (int)count);
    }

    private static List<bool[]> Ferret(double[] scores, bool onlyPositive)
    {
        var steps = new List<bool[]>();
        for (int i = 0; i < 10; i++)
        {
            // Exactly the doubles of numpy.arange(0.1, 1.1, 0.1), whose step is 0.2 − 0.1 and whose third value is above 0.3.
            double threshold = 0.1 + (i * 0.1);
            int k = (int)(threshold * scores.Length);
            bool[] top = FeatureRanking.Top(scores, k, onlyPositive, seed: null);
            bool addsNothing = !top.Contains(true) || (steps.Count > 0 && top.AsSpan().SequenceEqual(steps[^1]));
            if (!addsNothing)
            {
                steps.Add(top);
            }
        }

        return steps;
    }
}
