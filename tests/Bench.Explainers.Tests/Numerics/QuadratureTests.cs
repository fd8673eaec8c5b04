using System.Text.Json;
using Bench.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace Bench.Explainers.Tests;

public class QuadratureTests
{
    [Fact]
    public void Gauss_Legendre_integrates_polynomials_of_degree_2n_minus_1_exactly()
    {
        var polynomials =
            from n in Gen.Choose(1, 12)
            from coefficients in Gen.Choose(-5, 5).ArrayOf(2 * n)
            select (n, coefficients);
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(polynomials.ToArbitrary(), sample =>
        {
            Quadrature rule = Quadrature.Create(QuadratureRule.GaussLegendre, sample.n);
            double sum = rule.Nodes.Zip(rule.Weights, (x, w) =>
                w * sample.coefficients.Select((c, power) => c * Math.Pow(x, power)).Sum()).Sum();
            double exact = sample.coefficients.Select((c, power) => c / (power + 1.0)).Sum();
            return Math.Abs(sum - exact) < 1e-12;
        }));
    }

    [Fact]
    public void Gauss_Legendre_agrees_with_published_nodes()
    {
        foreach (JsonElement entry in Toy.Math.At("gauss_legendre_0_1").EnumerateArray())
        {
            double[] nodes = entry.At("nodes").Doubles();
            Quadrature rule = Quadrature.Create(QuadratureRule.GaussLegendre, nodes.Length);
            rule.Nodes.ShouldBeClose(nodes, 1e-11);
            rule.Weights.ShouldBeClose(entry.At("weights").Doubles(), 1e-11);
        }
    }

    [Theory]
    [InlineData(QuadratureRule.GaussLegendre, 300, 1)]
    [InlineData(QuadratureRule.Midpoint, 7, 1)]
    [InlineData(QuadratureRule.Trapezoid, 20, 1)]
    [InlineData(QuadratureRule.TrapezoidCaptum, 20, 0.95)]
    public void Weights_sum_to_the_length_of_the_path_but_for_Captums_trapezoids(QuadratureRule rule, int steps, double sum)
    {
        Quadrature.Create(rule, steps).Weights.Sum().ShouldBe(sum, 1e-13);
        Quadrature.Create(rule, steps).Nodes.ShouldBeInOrder();
    }

    [Fact]
    public void A_midpoint_is_the_middle_of_its_interval() =>
        Quadrature.Create(QuadratureRule.Midpoint, 4).Nodes.ShouldBe([0.125, 0.375, 0.625, 0.875]);

    [Fact]
    public void A_trapezoid_needs_both_ends()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Quadrature.Create(QuadratureRule.Trapezoid, 1));
        Quadrature.Create(QuadratureRule.Trapezoid, 2).Nodes.ShouldBe([0, 1]);
    }
}
