using Bench.TestKit;

namespace Bench.Abstractions.Tests;

public sealed class OutputsTests
{
    private static readonly ModelInfo _info = new FunctionModel(_ => [], "a", "b", "c").Info;

    [Fact]
    public void Softmax_survives_large_logits()
    {
        double[] probabilities = Outputs.Probabilities([1000f, 1000f + MathF.Log(3)], OutputActivation.Softmax);

        probabilities[0].ShouldBe(0.25, 1e-4);
        probabilities.Sum().ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Sigmoid_and_identity_treat_each_output_alone()
    {
        Outputs.Probabilities([0f, 0f], OutputActivation.Sigmoid).ShouldBe([0.5, 0.5]);
        Outputs.Probabilities([7f, -2f], OutputActivation.Identity).ShouldBe([7, -2]);
    }

    [Fact]
    public void Picks_the_target_of_one_position_where_the_task_answers_per_token()
    {
        var logits = new Tensor(new float[] { 1, 2, 3, 4, 5, 6 }, new Shape(2, 3));

        Outputs.Value(_info with { Head = HeadKind.Token }, logits, new Target(2, Position: 1), Quantity.Logit).ShouldBe(6);
    }

    [Fact]
    public void Refuses_a_target_that_does_not_fit()
    {
        var logits = new Tensor(new float[] { 1, 2, 3 }, new Shape(3));

        Should.Throw<BenchException>(() => Outputs.Value(_info, logits, new Target(3), Quantity.Logit));
        Should.Throw<BenchException>(() => Outputs.Value(_info, logits, new Target(-1), Quantity.Logit));
        Should.Throw<BenchException>(() => Outputs.Value(_info, logits, new Target(0, Position: 0), Quantity.Logit));
    }

    [Fact]
    public void The_first_of_equal_logits_is_the_prediction() => Outputs.ArgMax([1f, 3f, 3f]).ShouldBe(1);
}
