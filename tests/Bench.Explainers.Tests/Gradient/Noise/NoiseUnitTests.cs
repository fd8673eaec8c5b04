using Bench.Abstractions;

namespace Bench.Explainers.Tests;

public class NoiseUnitTests
{
    private static readonly float[] _elements = [-1, 0, 4, 1];

    [Theory]
    [InlineData(NoiseScale.Range, 5)]
    [InlineData(NoiseScale.Deviation, 1.8708286933869707)]
    [InlineData(NoiseScale.Absolute, 1)]
    public void A_unit_is_a_length_of_the_input(NoiseScale scale, double length) =>
        NoiseUnit.Of(scale, _elements).ShouldBe(length, 1e-15);

    [Theory]
    [InlineData(NoiseScale.Range)]
    [InlineData(NoiseScale.Deviation)]
    public void Noise_of_gradient_shap_is_as_many_units_as_asked_for(NoiseScale scale)
    {
        ExplanationRequest request = GoldenRequest.Of("bert-micro/six", Quantity.Logit).First().Request;
        double unit = NoiseUnit.Of(scale, request.Model.Embed(request.Input.Row).Span.ToArray());
        Math.Abs(unit - 1).ShouldBeGreaterThan(0.1);

        Explain(scale, 0.25).ShouldBe(Explain(NoiseScale.Absolute, 0.25 * unit));

        IEnumerable<double> Explain(NoiseScale of, double noise) => new ExpectedGradientsExplainer(
            new GradientShapOptions { Scale = of, Noise = noise }).Explain(request).Scores;
    }
}
