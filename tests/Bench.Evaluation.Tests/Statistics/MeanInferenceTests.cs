using Bench.Abstractions;
using MathNet.Numerics.Distributions;

namespace Bench.Evaluation.Tests;

public sealed class MeanInferenceTests
{
    private static readonly double[] _skewed = [0.1, 0.2, 0.15, 0.3, 0.12, 0.4, 0.22, 0.9, 1.7, 0.05, 0.33, 0.6];

    private static readonly ScoreRange _unit = new(0, 1);

    [Fact]
    public void One_value_has_no_interval()
    {
        MeanEstimate one = MeanInference.Estimate([3.5]);

        (one.Mean, one.Count, one.Interval).ShouldBe((3.5, 1, IntervalKind.None));
        one.Low.ShouldBe(double.NaN);
        MeanInference.Estimate([]).Mean.ShouldBe(double.NaN);
    }

    [Theory]
    [InlineData(2, 2, 2)]
    [InlineData(2, 2.000001, 2)] // parted by rounding alone
    public void Equal_values_without_bounds_have_no_interval(double a, double b, double c)
    {
        MeanEstimate estimate = MeanInference.Estimate([a, b, c]);

        (estimate.Interval, estimate.Low, estimate.High).ShouldBe((IntervalKind.Constant, double.NaN, double.NaN));
    }

    [Fact]
    public void Equal_values_with_bounds_leave_room_for_what_was_not_seen()
    {
        // Wilson's bound of no failure in 200: z² / (n + z²) of the range.
        MeanEstimate estimate = MeanInference.Estimate(SampleRun.Constant(200, 1), new ScoreRange(-1, 1));

        estimate.Low.ShouldBe(1 - (2 * 3.8415 / 203.8415), 1e-4);
        estimate.High.ShouldBe(1, 1e-12);
        MeanInference.Estimate(SampleRun.Constant(20, 0.5), _unit).Low.ShouldBe(0.5 * 20 / 23.8415, 1e-4);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(30)]
    [InlineData(200)]
    public void Symmetric_values_get_Students_interval(int n)
    {
        // Values i − (n − 1)/2 have mean 0 and variance n (n + 1) / 12; quantiles of t are from tables.
        double[] values = [.. Enumerable.Range(0, n).Select(i => i - ((n - 1) / 2.0))];
        double t = n switch { 9 => 2.306, 30 => 2.0452, _ => 1.972 };

        MeanEstimate estimate = MeanInference.Estimate(values);

        estimate.Interval.ShouldBe(IntervalKind.Student);
        estimate.Low.ShouldBe(-t * Math.Sqrt((n + 1) / 12.0), 1e-3 * n);
        estimate.High.ShouldBe(-estimate.Low, 1e-9);
    }

    [Fact]
    public void Skewed_values_reach_further_on_the_side_of_their_tail()
    {
        MeanEstimate estimate = MeanInference.Estimate(_skewed);

        (estimate.High - estimate.Mean).ShouldBeGreaterThan(1.4 * (estimate.Mean - estimate.Low));
    }

    [Fact]
    public void The_interval_of_mirrored_values_is_mirrored()
    {
        MeanEstimate estimate = MeanInference.Estimate(_skewed);
        MeanEstimate mirrored = MeanInference.Estimate([.. _skewed.Select(value => -value)]);

        mirrored.Low.ShouldBe(-estimate.High, 1e-9);
        mirrored.High.ShouldBe(-estimate.Low, 1e-9);
    }

    [Fact]
    public void Halls_transformation_is_the_cubic_of_his_paper_and_its_inverse_undoes_it()
    {
        // At the ends of an interval made of one of the two the p-value is exactly 5 %: at the upper end it is Hall's, at the lower
        // Student's.
        (double low, double high) = MeanInference.Difference(_skewed).Estimate is var estimate ? (estimate.Low, estimate.High) : default;

        MeanInference.Difference([.. _skewed.Select(value => value - high)]).PValue.ShouldBe(0.05, 1e-9);
        MeanInference.Difference([.. _skewed.Select(value => value - low)]).PValue.ShouldBe(0.05, 1e-9);
        int n = _skewed.Length;
        double mean = _skewed.Average();
        double variance = _skewed.Average(value => Math.Pow(value - mean, 2));
        double skewness = _skewed.Average(value => Math.Pow(value - mean, 3)) / Math.Pow(variance, 1.5) * (1 + (10.0 / n));
        double t = (mean - high) / Math.Sqrt(variance / (n - 1));
        double hall = t + (skewness * t * t / (3 * Math.Sqrt(n))) + (skewness * skewness * t * t * t / (27 * n))
            + (skewness / (6 * Math.Sqrt(n)));
        (2 * StudentT.CDF(0, 1, n - 1, -Math.Abs(hall))).ShouldBe(0.05, 1e-6);
    }

    [Theory]
    [InlineData(20, 2, 0.02787, 0.30104)]
    [InlineData(20, 0, 0, 0.16113)]
    [InlineData(50, 3, 0.02062, 0.16218)]
    public void Shares_get_Wilsons_interval(int n, int successes, double low, double high)
    {
        MeanEstimate estimate = MeanInference.Estimate([.. Enumerable.Range(0, n).Select(i => i < successes ? 1.0 : 0)], _unit);

        (estimate.Interval, estimate.Mean).ShouldBe((IntervalKind.Score, (double)successes / n));
        estimate.Low.ShouldBe(low, 1e-5);
        estimate.High.ShouldBe(high, 1e-5);
    }

    [Theory]
    [InlineData(20, 2)]
    [InlineData(20, 0)]
    [InlineData(50, 13)]
    public void Few_valued_differences_get_Clopper_and_Pearsons_where_they_are_shares(int n, int successes)
    {
        double[] values = [.. Enumerable.Range(0, n).Select(i => i < successes ? 1.0 : 0)];
        double low = successes == 0 ? 0 : Beta.InvCDF(successes, n - successes + 1, 0.025);
        double high = Beta.InvCDF(successes + 1, n - successes, 0.975);

        PairedDifference difference = MeanInference.Difference(values, _unit);

        difference.Estimate.Interval.ShouldBe(IntervalKind.Exact);
        difference.Estimate.Low.ShouldBe(low, 0.02 * (high - low));
        difference.Estimate.High.ShouldBe(high, 0.02 * (high - low));
    }

    [Fact]
    public void Equal_differences_are_no_proof_where_one_unseen_text_could_make_up_for_them()
    {
        // All 20 texts −0.1 within ±1: a mean of 0 has a text at +1 for ten such, and none in 20 has chance (10/11)²⁰ = 0.149.
        MeanInference.Difference(SampleRun.Constant(20, -0.1), new ScoreRange(-1, 1)).PValue.ShouldBe(2 * Math.Pow(10 / 11.0, 20), 0.01);
        MeanInference.Difference(SampleRun.Constant(20, -0.1)).PValue.ShouldBe(Math.Pow(2, -19), 1e-12);
        MeanInference.Difference(SampleRun.Constant(20, 0)).PValue.ShouldBe(1);
    }

    [Fact]
    public void The_interval_excludes_zero_exactly_where_p_is_below_five_percent()
    {
        var random = new DeterministicRandom(3);
        int significant = 0;
        for (int trial = 0; trial < 400; trial++)
        {
            int n = 3 + random.NextInt(40);
            bool few = trial % 2 == 0;
            double shift = random.NextDouble() - 0.5;
            double[] differences =
                [.. Enumerable.Range(0, n)
                    .Select(_ => few ? (random.NextInt(3) - (shift > 0.2 ? 0 : 1)) / 2.0 : shift + Math.Exp(random.NextGaussian()) - 1.6)];
            PairedDifference difference = MeanInference.Difference(differences, few ? new ScoreRange(-1, 1) : null);

            bool excluded = difference.Estimate.Low > 0 || difference.Estimate.High < 0;
            excluded.ShouldBe(difference.PValue < 0.05, $"trial {trial}: p = {difference.PValue}");
            significant += excluded ? 1 : 0;
        }

        significant.ShouldBeInRange(40, 360);
    }
}
