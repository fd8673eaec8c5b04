using System.Text.Json;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class ExplanationAgreementTests
{
    // By absolute value: 1 0 3 2 4 and 1 3 0 4 2.
    private static readonly double[] _first = [4, -5, 1, 2, 0.5];
    private static readonly double[] _second = [3, -5, 0.5, -4, 1];

    [Fact]
    public void Counts_what_the_top_tokens_share()
    {
        ExplanationAgreement.Features(_first, _second, 3).ShouldBe(1);
        ExplanationAgreement.Features(_first, _second, 2).ShouldBe(0.5);
        ExplanationAgreement.RankedFeatures(_first, _second, 3).ShouldBe(1.0 / 3);
        ExplanationAgreement.SignedFeatures(_first, _second, 3).ShouldBe(2.0 / 3);
        ExplanationAgreement.SignedRankedFeatures(_first, [3, 5, 0.5, -4, 1], 3).ShouldBe(0);
        ExplanationAgreement.SignedRankedFeatures(_first, _second, 3).ShouldBe(1.0 / 3);
    }

    [Fact]
    public void Compares_the_order_of_pairs()
    {
        // Signed orders 1 4 2 3 0 and 1 3 2 4 0: only the three pairs within {2, 3, 4} turn.
        ExplanationAgreement.PairwiseOrder(_first, _second).ShouldBe(0.7);
        ExplanationAgreement.PairwiseOrder([1], [1]).ShouldBe(double.NaN);
    }

    [Fact]
    public void Spearman_agrees_with_the_reference()
    {
        foreach (JsonElement entry in GoldenJson.Read(Path.Combine(Repository.Golden, "math.json")).At("correlation").EnumerateArray())
        {
            double spearman = ExplanationAgreement.Spearman(entry.At("x").Doubles(), entry.At("y").Doubles());

            if (entry.Maybe("spearman_rho") is { } expected)
            {
                spearman.ShouldBe(expected.GetDouble(), 1e-8);
            }
            else
            {
                spearman.ShouldBe(double.NaN);
            }
        }
    }

    [Fact]
    public void Refuses_other_lengths()
    {
        Should.Throw<ArgumentException>(() => ExplanationAgreement.Features([1, 2], [1], 1));
        Should.Throw<ArgumentException>(() => ExplanationAgreement.Features([1, 2], [1, 2], 3));
    }
}
