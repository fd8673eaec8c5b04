using Bench.Abstractions;

namespace Bench.Inference.Tests;

public sealed class ContrastRulesTests
{
    private readonly DeterministicRandom _random = new(4);

    [Fact]
    public void Softmax_hands_on_its_whole_change()
    {
        double[] a = Doubles(5), b = Doubles(5), weights = Doubles(5);
        double[] m = (double[])weights.Clone();

        ContrastRules.Softmax(a, b, m);

        m.Zip(a, b).Sum(part => part.First * (part.Third - part.Second)).ShouldBe(
            weights.Zip(Softmax(a), Softmax(b)).Sum(part => part.First * (part.Third - part.Second)), 1e-12);
    }

    [Fact]
    public void Softmax_from_a_point_to_itself_is_its_derivative_and_hidden_scores_have_none()
    {
        double[] scores = [.. Doubles(4), double.NegativeInfinity];
        double[] weights = Doubles(5);
        double[] m = (double[])weights.Clone();

        ContrastRules.Softmax(scores, scores, m);

        double[] p = Softmax(scores);
        double mean = p.Zip(weights).Sum(pair => pair.First * pair.Second);
        for (int i = 0; i < 5; i++)
        {
            m[i].ShouldBe(p[i] * (weights[i] - mean), 1e-12);
        }

        m[4].ShouldBe(0);
    }

    [Fact]
    public void The_logarithm_of_softmax_hands_on_its_whole_change_and_has_its_derivative()
    {
        double[] a = Doubles(4), b = Doubles(4), weights = Doubles(4);
        double[] m = (double[])weights.Clone(), same = (double[])weights.Clone();

        ContrastRules.LogSoftmax(a, b, m);
        ContrastRules.LogSoftmax(a, a, same);

        m.Zip(a, b).Sum(part => part.First * (part.Third - part.Second)).ShouldBe(
            weights.Zip(Softmax(a), Softmax(b)).Sum(part => part.First * (Math.Log(part.Third) - Math.Log(part.Second))), 1e-12);
        same.Zip(weights, Softmax(a)).ShouldAllBe(part => Math.Abs(part.First - (part.Second - (weights.Sum() * part.Third))) < 1e-12);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Normalization_hands_on_its_whole_change_and_the_same_for_all_elements_changes_nothing_where_it_is_centred(bool meanSquare)
    {
        float[] a = Floats(8), b = Floats(8), weights = Floats(8);
        var norm = new LayerNorm(new Tensor(Floats(8), new Shape(8)), new Tensor(Floats(8), new Shape(8)));
        var plain = new PlainNorm(norm, Config() with { RootMeanSquare = meanSquare });
        float[] m = (float[])weights.Clone();

        plain.Backward(a, b, m);

        float[] before = plain.Forward(a), after = plain.Forward(b);
        m.Zip(a, b).Sum(part => (double)part.First * (part.Third - part.Second)).ShouldBe(
            weights.Zip(before, after).Sum(part => (double)part.First * (part.Third - part.Second)), 1e-5);
        (Math.Abs(m.Sum()) < 1e-5).ShouldBe(!meanSquare);
    }

    [Fact]
    public void Normalization_from_a_point_to_itself_is_its_derivative()
    {
        float[] x = Floats(6), weights = Floats(6);
        var norm = new LayerNorm(new Tensor(Floats(6), new Shape(6)), new Tensor(Floats(6), new Shape(6)));
        var plain = new TestKit.ReferenceNorm(norm, 1e-5);
        float[] m = (float[])weights.Clone();

        ContrastRules.Normalization(norm, 1e-5, true, x, x, m);

        TestKit.Grid expected = plain.Backward(
            TestKit.Grid.From(new Tensor(x, new Shape(1, 6))), TestKit.Grid.From(new Tensor(weights, new Shape(1, 6))));
        for (int i = 0; i < 6; i++)
        {
            ((double)m[i]).ShouldBe(expected[0, i], 1e-5);
        }
    }

    // Shrikumar et al. 2017, figure 1: y = 1 - max(0, 1 - i1 - i2) is flat at (1, 1), where gradients are 0; from (0, 0) on each gave one
    // half.
    [Fact]
    public void The_rescale_rule_sees_through_saturation()
    {
        static Linear Map(float[] weights, int outputs, float bias) => new(
            new Tensor(weights, new Shape(outputs, weights.Length / outputs)), new Tensor(new[] { bias }, new Shape(outputs)));
        EncoderConfig config = Config();
        var logit = new Readout([new ReadoutTerm(0, 0, 1)], OutputActivation.Identity, false);
        var head = new PlainHead(new ClassificationHead(Map([-1, -1], 1, 1), HiddenActivation.Relu, Map([-1], 1, 1)), config);
        var reference = head.Forward([0, 0]);
        var input = head.Forward([1, 1]);

        reference.Logits.ShouldBe([0]);
        input.Logits.ShouldBe([1]);
        head.Backward(input, input, logit).ShouldBe([0, 0]);
        head.Backward(reference, input, logit).ShouldBe([0.5f, 0.5f]);
    }

    private static EncoderConfig Config()
    {
        using ModelFolder folder = ModelFolder.Open(TestKit.Repository.Model("bert-micro"));
        return folder.Config;
    }

    private static double[] Softmax(double[] scores)
    {
        double sum = scores.Sum(Math.Exp);
        return [.. scores.Select(score => Math.Exp(score) / sum)];
    }

    private double[] Doubles(int count) => [.. Enumerable.Range(0, count).Select(_ => _random.NextGaussian())];

    private float[] Floats(int count) => [.. Doubles(count).Select(value => (float)value)];
}
