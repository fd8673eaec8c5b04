using Bench.TestKit;

namespace Bench.Inference.Tests;

public sealed class CurveTests
{
    public static TheoryData<HiddenActivation> Activations => [.. Enum.GetValues<HiddenActivation>()];

    [Theory]
    [MemberData(nameof(Activations))]
    public void Values_and_slopes_are_those_of_the_reference(HiddenActivation activation)
    {
        foreach (double x in (double[])[-9, -3.3, -1, -0.2, 0.4, 1, 2.7, 9])
        {
            Curve.Value(activation, x).ShouldBe(ReferenceActivation.Value(activation, x), 1e-12);
            Curve.Slope(activation, x, x).ShouldBe(ReferenceActivation.Derivative(activation, x), 1e-12);
            Curve.Slope(activation, x - 1, x + 0.5).ShouldBe(
                (ReferenceActivation.Value(activation, x + 0.5) - ReferenceActivation.Value(activation, x - 1)) / 1.5, 1e-12);
            Curve.Slope(activation, x, x + 1e-5).ShouldBe(ReferenceActivation.Derivative(activation, x + 5e-6), 1e-6);
        }
    }

    [Fact]
    public void Slopes_of_the_exponential_and_the_logistic_function_are_differences_over_differences()
    {
        Curve.ExponentialSlope(-1, 2).ShouldBe((Math.Exp(2) - Math.Exp(-1)) / 3, 1e-12);
        Curve.ExponentialSlope(0.5, 0.5).ShouldBe(Math.Exp(0.5), 1e-12);
        Curve.LogisticSlope(-2, 2).ShouldBe(((1 / (1 + Math.Exp(-2))) - (1 / (1 + Math.Exp(2)))) / 4, 1e-12);
        Curve.LogisticSlope(0, 0).ShouldBe(0.25, 1e-12);
        Curve.LogLogisticSlope(0, 0).ShouldBe(0.5, 1e-12);
        Curve.LogLogisticSlope(-1, 1).ShouldBe(0.5, 1e-12);
        Curve.LogarithmSlope(1, Math.E).ShouldBe(1 / (Math.E - 1), 1e-12);
    }
}
