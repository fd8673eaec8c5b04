using System.Text.Json;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

public class WeightedRidgeTests
{
    [Fact]
    public void Agrees_with_scikit_learn()
    {
        foreach (JsonElement entry in Toy.Math.At("weighted_ridge").EnumerateArray())
        {
            bool[][] masks = [.. entry.At("x").EnumerateArray().Select(row => row.Integers().Select(flag => flag == 1).ToArray())];
            WeightedRidge fit = WeightedRidge.Fit(
                masks, entry.At("y").Doubles(), entry.At("sample_weight").Doubles(), entry.At("alpha").GetDouble()).ShouldNotBeNull();
            fit.Coefficients.ShouldBeClose(entry.At("coefficients").Doubles(), 1e-8);
            fit.Intercept.ShouldBe(entry.At("intercept").GetDouble(), 1e-8);
            fit.WeightedR2.ShouldBe(entry.At("r2_weighted").GetDouble(), 1e-8);
        }
    }

    [Fact]
    public void Without_penalty_rows_that_do_not_determine_the_weights_are_refused()
    {
        bool[][] masks = [[true, true], [false, false]];
        WeightedRidge.Fit(masks, [1, 0], [1, 1], 0).ShouldBeNull();
        WeightedRidge.Fit(masks, [1, 0], [1, 1], 1).ShouldNotBeNull();
    }

    [Fact]
    public void A_repeated_row_counts_as_a_row_of_double_weight()
    {
        bool[][] masks = [[true, false], [false, true], [true, true]];
        WeightedRidge once = WeightedRidge.Fit(masks, [1, 3, 2], [2, 1, 1], 0.1).ShouldNotBeNull();
        WeightedRidge twice = WeightedRidge.Fit([.. masks, masks[0]], [1, 3, 2, 1], [1, 1, 1, 1], 0.1).ShouldNotBeNull();
        twice.Coefficients.ShouldBeClose(once.Coefficients, 1e-12);
        twice.Intercept.ShouldBe(once.Intercept, 1e-12);
    }
}
