using System.Text.Json;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class FriedmanTestTests
{
    [Fact]
    public void Agrees_with_the_reference()
    {
        foreach (JsonElement entry in MathVectors.Section("friedman"))
        {
            FriedmanTest test = FriedmanTest.Of([.. entry.At("data_rows_are_blocks").EnumerateArray().Select(row => row.Doubles())]);

            test.ChiSquared.ShouldBe(entry.At("chi2").GetDouble(), 1e-7);
            test.PValue.ShouldBe(entry.At("p").GetDouble(), 1e-8);
            test.MeanRanks.ShouldBe(entry.At("mean_ranks_highest_is_1").Doubles(), 1e-10);
            test.ImanDavenportF.ShouldBe(entry.At("iman_davenport_f").GetDouble(), 1e-7);
            test.ImanDavenportPValue.ShouldBe(entry.At("iman_davenport_p").GetDouble(), 1e-8);
            test.KendallW.ShouldBe(entry.At("kendall_w").GetDouble(), 1e-8);
            test.CriticalDifference().ShouldBe(entry.At("nemenyi_critical_difference_05").GetDouble(), 1e-7);
            (StudentizedRange.UpperQuantile(0.05, test.MeanRanks.Length) / Math.Sqrt(2))
                .ShouldBe(entry.At("nemenyi_q_alpha_05").GetDouble(), 1e-7);
        }
    }

    [Fact]
    public void Full_agreement_has_concordance_one()
    {
        FriedmanTest test = FriedmanTest.Of([[3, 2, 1], [30, 20, 10], [9, 8, 0]]);

        test.KendallW.ShouldBe(1, 1e-12);
        test.MeanRanks.ShouldBe([1, 2, 3]);
        test.ImanDavenportPValue.ShouldBe(0);
    }

    [Fact]
    public void Full_agreement_has_AP_value_however_its_statistic_is_rounded()
    {
        for (int explainers = 2; explainers < 9; explainers++)
        {
            for (int blocks = 2; blocks < 40; blocks++)
            {
                double[] ranked = [.. Enumerable.Range(0, explainers).Select(i => (double)i)];
                double[] tied = [.. ranked.Select(value => Math.Floor(value / 2))];

                FriedmanTest.Of([.. Enumerable.Repeat(ranked, blocks)]).ImanDavenportPValue.ShouldBe(0);
                (FriedmanTest.Of([.. Enumerable.Repeat(tied, blocks)]).ImanDavenportPValue is 0 or double.NaN).ShouldBeTrue();
            }
        }

        FriedmanTest.Of([[1, 2, 3]]).ImanDavenportPValue.ShouldBe(double.NaN);
    }

    [Fact]
    public void Groups_are_those_within_the_critical_difference()
    {
        // 2.343 √(3 · 4 / (6 · 3)) = 1.91: neighbours, whose mean ranks differ by 1, are within it, the first and the last are not.
        FriedmanTest test = FriedmanTest.Of([[3, 2, 1], [3, 2, 1], [3, 2, 1]]);

        test.CriticalDifference().ShouldBe(1.913, 1e-3);
        test.Groups().Select(group => string.Join(' ', group)).ShouldBe(["0 1", "1 2"]);
    }

    [Fact]
    public void Constant_blocks_say_nothing() => FriedmanTest.Of([[1, 1], [2, 2]]).ChiSquared.ShouldBe(double.NaN);

    [Fact]
    public void The_range_of_two_is_their_difference() =>
        StudentizedRange.Cdf(1.96 * Math.Sqrt(2), 2).ShouldBe(0.9500042, 1e-7); // P(|N(0, 2)| ≤ 1.96 √2)
}
