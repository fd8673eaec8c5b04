using System.Text.Json;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>The parts of the reference implementation against <c>math.json</c>.</summary>
public class ReferenceMathTests
{
    private static readonly JsonElement _math = GoldenJson.Read(Path.Combine(Repository.Golden, "math.json"));

    [Theory]
    [InlineData("gelu", HiddenActivation.Gelu)]
    [InlineData("gelu_new", HiddenActivation.GeluTanh)]
    [InlineData("gelu_pytorch_tanh", HiddenActivation.GeluTanh)]
    [InlineData("gelu_fast", HiddenActivation.GeluTanh)]
    [InlineData("relu", HiddenActivation.Relu)]
    [InlineData("silu", HiddenActivation.Silu)]
    [InlineData("tanh", HiddenActivation.Tanh)]
    public void Activations_and_derivatives_agree(string name, HiddenActivation activation)
    {
        double[] x = _math.At("activations", "x").Doubles();
        JsonElement golden = _math.At("activations", name);
        double[] y = [.. x.Select(value => ReferenceActivation.Value(activation, value))];
        double[] dy = [.. x.Select(value => ReferenceActivation.Derivative(activation, value))];
        double tolerance = name == "gelu_fast" ? 1e-9 : 1e-13;
        Close.Within(golden.At("y").Doubles(), y, tolerance, 1e-12, name);
        Close.Within(golden.At("dy").Doubles(), dy, tolerance, 1e-12, $"{name} derivative");
    }

    [Fact]
    public void Layer_normalisation_and_its_gradient_agree()
    {
        int cases = 0;
        foreach (JsonElement golden in _math.At("layer_norm").EnumerateArray())
        {
            var norm = new ReferenceNorm(
                new LayerNorm(golden.At("weight").Tensor(), golden.At("bias").Tensor()), golden.At("eps").GetDouble());
            Grid x = Grid.From(golden.At("x").Tensor());
            Close.Within(golden.At("y").Doubles(), norm.Forward(x).ToFloats(), 1e-6, 1e-6, "layer norm");
            Grid gradient = norm.Backward(x, Grid.From(golden.At("upstream").Tensor()));
            Close.Within(golden.At("grad_x").Doubles(), gradient.ToFloats(), 1e-6, 1e-6, "layer norm gradient");
            cases++;
        }

        cases.ShouldBeGreaterThan(0);
    }

    // Abramowitz and Stegun, table 7.1, and odd symmetry.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0.5204998778130465)]
    [InlineData(1, 0.8427007929497149)]
    [InlineData(2, 0.9953222650189527)]
    [InlineData(5.5, 0.9999999999999927)]
    [InlineData(7, 1)]
    public void The_error_function_is_that_of_the_tables(double x, double expected)
    {
        ReferenceActivation.Erf(x).ShouldBe(expected, 1e-15);
        ReferenceActivation.Erf(-x).ShouldBe(-expected, 1e-15);
    }
}
