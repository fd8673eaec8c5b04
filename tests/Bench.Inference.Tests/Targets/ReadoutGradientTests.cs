using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference.Tests;

public class ReadoutGradientTests
{
    [Fact]
    public void Probability_gradients_stay_exact_where_the_probability_is_almost_one()
    {
        // With p = σ(30), 1 − p = 9.4e-14 would be lost if computed as 1 − p in single precision.
        float[] softmax = Gradient([30, 0], 2, OutputActivation.Softmax, false, new ReadoutTerm(0, 0, 1));
        ((double)softmax[0]).ShouldBe(Math.Exp(-30), 1e-18);
        ((double)softmax[1]).ShouldBe(-Math.Exp(-30), 1e-18);
        float[] sigmoid = Gradient([-200, 30], 2, OutputActivation.Sigmoid, false, new ReadoutTerm(0, 1, 1));
        ((double)sigmoid[1]).ShouldBe(Math.Exp(-30), 1e-18);
        sigmoid[0].ShouldBe(0);
        Gradient([-200, 30], 2, OutputActivation.Identity, false, new ReadoutTerm(0, 0, 1)).ShouldBe([1, 0]);
    }

    [Theory]
    [InlineData(OutputActivation.Identity, false)]
    [InlineData(OutputActivation.Sigmoid, false)]
    [InlineData(OutputActivation.Sigmoid, true)]
    [InlineData(OutputActivation.Softmax, false)]
    [InlineData(OutputActivation.Softmax, true)]
    [InlineData(OutputActivation.PositionSoftmax, false)]
    [InlineData(OutputActivation.PositionSoftmax, true)]
    public void A_readout_of_several_outputs_has_the_derivative_of_its_value(OutputActivation activation, bool isLogarithm)
    {
        const double Step = 1e-3;
        float[] logits = [0.3f, -1.2f, 0.8f, 0.1f, 2.1f, -0.4f];
        ImmutableArray<ReadoutTerm> terms = [new(1, 0, 1), new(2, 1, 0.5), new(1, 1, -1)];
        var readout = new Readout(terms, activation, isLogarithm);
        float[] gradient = Gradient(logits, 2, activation, isLogarithm, [.. terms]);
        for (int i = 0; i < logits.Length; i++)
        {
            float[] up = [.. logits], down = [.. logits];
            up[i] += (float)Step;
            down[i] -= (float)Step;
            double slope = (readout.Value(new Tensor(up, new Shape(3, 2))) - readout.Value(new Tensor(down, new Shape(3, 2)))) / (2 * Step);
            ((double)gradient[i]).ShouldBe(slope, 2e-4, $"logit {i}");
        }
    }

    private static float[] Gradient(float[] logits, int outputs, OutputActivation activation, bool isLogarithm, params ReadoutTerm[] terms)
    {
        float[] result = new float[logits.Length];
        ReadoutGradient.Write(new Readout([.. terms], activation, isLogarithm), logits, outputs, result);
        return result;
    }
}
