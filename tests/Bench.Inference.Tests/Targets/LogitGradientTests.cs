using Bench.Abstractions;

namespace Bench.Inference.Tests;

public class LogitGradientTests
{
    [Fact]
    public void Probability_gradients_stay_exact_where_the_probability_is_almost_one()
    {
        // With p = σ(30), 1 − p = 9.4e-14 would be lost if computed as 1 − p in single precision.
        float[] logits = [30, 0];
        LogitGradient.Replace(logits, OutputActivation.Softmax, 0, Quantity.Probability);
        ((double)logits[0]).ShouldBe(Math.Exp(-30), 1e-18);
        ((double)logits[1]).ShouldBe(-Math.Exp(-30), 1e-18);
        logits = [-200, 30];
        LogitGradient.Replace(logits, OutputActivation.Sigmoid, 1, Quantity.Probability);
        ((double)logits[1]).ShouldBe(Math.Exp(-30), 1e-18);
        logits[0].ShouldBe(0);
        LogitGradient.Replace(logits, OutputActivation.Identity, 0, Quantity.Probability);
        logits.ShouldBe([1, 0]);
    }
}
