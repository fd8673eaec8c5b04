using System.Text.Json;
using Bench.TestKit;

namespace Bench.Abstractions.Tests;

public sealed class CorrelationTests
{
    private static readonly JsonElement[] Vectors =
        [.. GoldenJson.Read(Path.Combine(Repository.Golden, "math.json")).At("correlation").EnumerateArray()];

    public static TheoryData<string> Names => [.. Vectors.Select(vector => vector.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Correlations_and_ranks_are_those_of_SciPy(string name)
    {
        JsonElement vector = Vectors.Single(entry => entry.GetProperty("name").GetString() == name);
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
}
