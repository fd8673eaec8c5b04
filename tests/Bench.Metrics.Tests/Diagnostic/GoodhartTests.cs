using Bench.Abstractions;

namespace Bench.Metrics.Tests;

public sealed class GoodhartTests
{
    /// <summary>
    /// Ten words of weight 0.2, so p(x) = P(2). Bins take 1, 1, 1, 2 and 5 words. Gamed, comprehensiveness is p(x) − ½ and sufficiency 0,
    /// but for the bin of 5, whose row keeps half and counts as the other question.
    /// </summary>
    [Theory]
    [InlineData("mask")]
    [InlineData("delete")]
    [InlineData("pad")]
    [InlineData("attention-mask")]
    public void Gaming_gains_though_nothing_became_more_faithful(string removal)
    {
        MetricContext context = Toy.Linear([.. Enumerable.Repeat(0.2, 10)], [.. Enumerable.Range(0, 10).Select(i => 10.0 - i)]);
        double whole = Toy.P(2);
        double compr = whole - (((3 * Toy.P(1.8)) + Toy.P(1.6) + Toy.P(1)) / 5);
        double suff = whole - (((3 * Toy.P(0.2)) + Toy.P(0.4) + Toy.P(1)) / 5);
        double gain = ((whole - 0.5 - compr) + (suff - ((whole - 0.5) / 5))) / 2;

        Toy.Score($"goodhart-gain:removal={removal}", context).Value.ShouldBe(gain, 1e-6);
        gain.ShouldBeGreaterThan(0.2);
    }
}
