using System.Text.Json;
using Bench.TestKit;

namespace Bench.Abstractions.Tests;

public sealed class CorrelationTests
{
    private static readonly JsonElement[] _vectors =
        [.. GoldenJson.Read(Path.Combine(Repository.Golden, "math.json")).At("correlation").EnumerateArray()];

    public static TheoryData<string> Names => [.. _vectors.Select(vector => vector.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Correlations_and_ranks_are_those_of_SciPy(string name)
    {
        JsonElement vector = _vectors.Single(entry => entry.GetProperty("name").GetString() == name);
        double[] x = vector.At("x").Doubles();
        double[] y = vector.At("y").Doubles();

        Close(Correlation.TauB(x, y), "kendall_tau_b");
        Close(Correlation.Spearman(x, y), "spearman_rho");
        Close(Correlation.Pearson(x, y), "pearson_r");
        Ranks.Ascending(x).ShouldBe(vector.At("ranks_average_x").Doubles());
        Ranks.Ascending(y).ShouldBe(vector.At("ranks_average_y").Doubles());

        void Close(double actual, string field)
        {
            if (vector.Maybe(field) is { } expected)
            {
                actual.ShouldBe(expected.GetDouble(), 1e-8);
            }
            else
            {
                actual.ShouldBe(double.NaN);
            }
        }
    }

    [Fact]
    public void Lists_of_other_lengths_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Correlation.TauB([1, 2], [1]));
        Should.Throw<ArgumentOutOfRangeException>(() => Correlation.Pearson([1], [1, 2]));
    }

    [Fact]
    public void Short_lists_correlate_with_nothing()
    {
        Correlation.TauB([1], [2]).ShouldBe(double.NaN);
        Correlation.Spearman([1], [2]).ShouldBe(double.NaN);
        Correlation.Pearson([], []).ShouldBe(double.NaN);
    }

    [Fact]
    public void What_is_constant_on_one_side_correlates_with_nothing()
    {
        // Three times 0.1 sums to a little more than 0.3, so that the deviations are not exactly 0.
        Correlation.Pearson([0.1, 0.1, 0.1], [1, 2, 3]).ShouldBe(double.NaN);
        Correlation.Pearson([1, 2, 3], [0.1, 0.1, 0.1]).ShouldBe(double.NaN);
    }

    [Fact]
    public void Rounding_never_leads_beyond_1()
    {
        var random = new DeterministicRandom(5);
        for (int i = 0; i < 2_000; i++)
        {
            double[] x = [.. Enumerable.Range(0, 7).Select(_ => random.NextGaussian())];

            Correlation.Pearson(x, [.. x.Select(value => (3 * value) + 0.1)]).ShouldBeInRange(1 - 1e-12, 1);
        }
    }
}
