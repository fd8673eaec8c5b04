using System.Text.Json;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class WilcoxonSignedRankTests
{
    [Fact]
    public void Agrees_with_the_reference()
    {
        int compared = 0;
        foreach (JsonElement entry in MathVectors.Section("wilcoxon_signed_rank"))
        {
            double[] differences = [.. entry.At("a").Doubles().Zip(entry.At("b").Doubles(), (a, b) => a - b)];
            foreach (JsonElement test in entry.At("tests").EnumerateArray().Where(test => test.At("zero_method").GetString() != "zsplit"))
            {
                Alternative alternative = test.At("alternative").GetString() switch
                {
                    "greater" => Alternative.Greater,
                    "less" => Alternative.Less,
                    _ => Alternative.TwoSided,
                };
                ZeroDifferences zeros = test.At("zero_method").GetString() == "pratt" ? ZeroDifferences.Pratt : ZeroDifferences.Drop;
                SignedRankResult result = test.At("method").GetString() == "exact"
                    ? WilcoxonSignedRank.Exact(differences, alternative, zeros)
                    : WilcoxonSignedRank.Approximate(differences, alternative, zeros, test.At("correction").GetBoolean());

                double statistic = alternative == Alternative.TwoSided ? Math.Min(result.Positive, result.Negative) : result.Positive;
                statistic.ShouldBe(test.At("statistic").GetDouble());
                result.PValue.ShouldBe(test.At("p").GetDouble(), 1e-8, $"{entry.At("name")} {test}");
                compared++;
            }
        }

        compared.ShouldBeGreaterThan(40);
    }

    [Fact]
    public void Ties_are_exact_too()
    {
        // Ranks 1.5, 1.5, 3, 4 with W⁺ = 8.5; of 16 signs, W⁺ ≥ 8.5 for 10, 8.5 and 8.5: 2 · 3/16.
        SignedRankResult result = WilcoxonSignedRank.Exact([1, -1, 2, 3]);

        (result.Positive, result.Negative).ShouldBe((8.5, 1.5));
        result.PValue.ShouldBe(6.0 / 16, 1e-12);
    }

    [Fact]
    public void No_difference_is_no_evidence()
    {
        WilcoxonSignedRank.Test([0, 0, 0]).PValue.ShouldBe(1);
        WilcoxonSignedRank.Test(new double[60]).PValue.ShouldBe(1);
    }
}
