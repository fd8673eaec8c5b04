using System.Text.Json;

namespace Bench.Explainers.Tests;

public class WeightedRidgeTests
{
    [Fact]
    public void Agrees_with_scikit_learn()
    {
        using JsonDocument math = Golden.Math();
        foreach (JsonElement entry in math.RootElement.GetProperty("weighted_ridge").EnumerateArray())
        {
            bool[][] masks = [.. entry.GetProperty("x").EnumerateArray()
                .Select(row => row.EnumerateArray().Select(flag => flag.GetInt32() == 1).ToArray())];
            WeightedRidge fit = WeightedRidge.Fit(
                masks, entry.Numbers("y"), entry.Numbers("sample_weight"), entry.GetProperty("alpha").GetDouble()).ShouldNotBeNull();
            fit.Coefficients.ShouldBeClose(entry.Numbers("coefficients"), 1e-8);
            fit.Intercept.ShouldBe(entry.GetProperty("intercept").GetDouble(), 1e-8);
            fit.WeightedR2.ShouldBe(entry.GetProperty("r2_weighted").GetDouble(), 1e-8);
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
