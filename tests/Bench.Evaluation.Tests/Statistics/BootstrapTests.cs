using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class BootstrapTests
{
    private static readonly double[] Skewed = [0.1, 0.2, 0.15, 0.3, 0.12, 0.4, 0.22, 0.9, 1.7, 0.05, 0.33, 0.6];

    [Fact]
    public void OneValueHasNoInterval()
    {
        MeanEstimate one = Bootstrap.Mean([3.5]);

        (one.Mean, one.Count, one.Interval).ShouldBe((3.5, 1, IntervalKind.None));
        one.Low.ShouldBe(double.NaN);
        one.High.ShouldBe(double.NaN);
        Bootstrap.Mean([]).Mean.ShouldBe(double.NaN);
    }

    [Fact]
    public void EqualValuesAreSaidToBeEqual() =>
        Bootstrap.Mean([2, 2, 2]).ShouldBe(new MeanEstimate(2, 2, 2, 3, IntervalKind.Constant));

    [Theory]
    [InlineData(9)]
    [InlineData(30)]
    [InlineData(200)]
    public void SymmetricValuesGetStudentsInterval(int n)
    {
        // Values i − (n − 1)/2 have mean 0 and variance n (n + 1) / 12; quantiles of t are from tables.
        double[] values = [.. Enumerable.Range(0, n).Select(i => i - ((n - 1) / 2.0))];
        double t = n switch { 9 => 2.306, 30 => 2.0452, _ => 1.972 };
        double half = t * Math.Sqrt((n + 1) / 12.0);

        MeanEstimate estimate = Bootstrap.Mean(values, 40_000);

        estimate.Mean.ShouldBe(0, 1e-12);
        estimate.Low.ShouldBe(-half, 0.03 * half);
        estimate.High.ShouldBe(half, 0.03 * half);
    }

    [Fact]
    public void SkewedValuesGetTheBcaInterval()
    {
        (double low, double high) = NaiveBca(Skewed, 200_000);

        MeanEstimate estimate = Bootstrap.Mean(Skewed, 200_000);

        estimate.Interval.ShouldBe(IntervalKind.Bca);
        estimate.Low.ShouldBe(low, 0.002);
        estimate.High.ShouldBe(high, 0.015);
        (estimate.High - estimate.Mean).ShouldBeGreaterThan(1.4 * (estimate.Mean - estimate.Low));
    }

    [Fact]
    public void TheSeedDecides()
    {
        Bootstrap.Mean(Skewed, 1000, 5).ShouldBe(Bootstrap.Mean(Skewed, 1000, 5));
        Bootstrap.Mean(Skewed, 1000, 5).Low.ShouldNotBe(Bootstrap.Mean(Skewed, 1000, 6).Low);
    }

    [Fact]
    public void ADifferenceIsTheMeanOfTheDifferences()
    {
        double[] other = [.. Skewed.Select((value, i) => value + (i % 3 * 0.1))];

        PairedDifference difference = Bootstrap.Difference(other, Skewed, 2000, 1);
        MeanEstimate mean = Bootstrap.Mean([.. other.Zip(Skewed, (a, b) => a - b)], 2000, 1);

        difference.Estimate.Mean.ShouldBe(mean.Mean, 1e-12);
        difference.Estimate.Low.ShouldBe(mean.Low, 1e-12);
        difference.Estimate.High.ShouldBe(mean.High, 1e-12);
        difference.PValue.ShouldBeLessThan(0.01);
    }

    [Theory]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 1, 2, 3 }, 1.0)]
    [InlineData(new double[] { 2, 3, 4 }, new double[] { 1, 2, 3 }, 0.25)] // only +++ and −−− are as extreme, of 8
    [InlineData(new double[] { 2 }, new double[] { 1 }, 1.0)]
    [InlineData(new double[] { 0.4, 0.1, 0.7, 0.3 }, new double[] { 0.1, 0.2, 0.5, 0.1 }, 0.25)] // 0.3 −0.1 0.2 0.2: ±0.8, ±0.6 of 16
    public void FewInstancesAreJudgedByAllTheirSigns(double[] first, double[] second, double p) =>
        Bootstrap.Difference(first, second).PValue.ShouldBe(p, 1e-12);

    [Fact]
    public void ManyInstancesAreJudgedByRandomSigns()
    {
        // Sum 16 of 40 differences of ±1: P(|sum| ≥ 16) = 2 P(Binomial(40, ½) ≥ 28) = 0.01660.
        double[] differences = [.. Enumerable.Range(0, 40).Select(i => i < 28 ? 1.0 : -1)];

        Bootstrap.Difference(differences, new double[40], 40_000).PValue.ShouldBe(0.0166, 0.002);
    }

    // Written from Efron and Tibshirani 1993, section 14.3, with the widened quantile, one draw at a time.
    private static (double Low, double High) NaiveBca(double[] values, int resamples)
    {
        var random = new DeterministicRandom(99);
        double mean = values.Average();
        double[] means = [.. Enumerable.Range(0, resamples).Select(_ => values.Average(_ => values[random.NextInt(values.Length)])).Order()];
        double z0 = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, means.Count(m => m < mean) / (double)resamples);
        double[] jackknife = [.. values.Select((_, i) => values.Where((_, j) => j != i).Average())];
        double center = jackknife.Average();
        double a = jackknife.Sum(j => Math.Pow(center - j, 3)) / (6 * Math.Pow(jackknife.Sum(j => Math.Pow(center - j, 2)), 1.5));
        double z = 2.201 * Math.Sqrt(12.0 / 11); // Student's 97.5 % quantile with 11 degrees of freedom
        return (End(-z), End(z));

        double End(double quantile)
        {
            double share = MathNet.Numerics.Distributions.Normal.CDF(0, 1, z0 + ((z0 + quantile) / (1 - (a * (z0 + quantile)))));
            return means[(int)(share * resamples)];
        }
    }
}
