using Bench.TestKit;

namespace Bench.Abstractions.Tests;

public sealed class DecisionTests
{
    private static readonly ModelInfo _info = new BagOfWordsModel(_ => 0).Info with { Labels = ["a", "b", "c"] };
    private static readonly InputRow _row = new() { TokenIds = new[] { 5, 6, 7 } };

    [Fact]
    public void One_class_of_several_is_the_largest()
    {
        Tensor outputs = Text(3, 0.1f, 3.5f);

        Decision.Of(_info, _row, outputs, new Target(0)).ShouldBe(new Decision(2));
        Decision.Holds(_info, outputs, new Target(2)).ShouldBeTrue();
        Decision.Holds(_info, outputs, new Target(0)).ShouldBeFalse();
    }

    [Fact]
    public void Of_several_labels_at_once_each_holds_from_one_half_on()
    {
        ModelInfo labels = _info with { Activation = OutputActivation.Sigmoid };
        Tensor outputs = Text(3, 0.1f, -0.1f);

        Decision.Holds(labels, outputs, new Target(1)).ShouldBeTrue();
        Decision.Holds(labels, outputs, new Target(2)).ShouldBeFalse();

        // Which label is the largest does not matter to another.
        Decision.Of(labels, _row, outputs, new Target(1)).ShouldBe(Decision.Of(labels, _row, Text(0, 0.1f, 9), new Target(1)));
        Decision.Of(labels, _row, outputs, new Target(1)).ShouldNotBe(Decision.Of(labels, _row, Text(3, -0.1f, -0.1f), new Target(1)));
    }

    [Fact]
    public void A_tokens_class_is_decided_at_the_token_and_follows_it()
    {
        ModelInfo tokens = _info with { Head = HeadKind.Token };
        var cut = new InputRow { TokenIds = new[] { 5, 7 }, Origins = new[] { 0, 2 } };

        Decision.Of(tokens, _row, Tokens(3, 9, 0, 0, 0, 1, 0, 0, 0, 2), new Target(0, 2)).ShouldBe(new Decision(2));
        Decision.Of(tokens, cut, Tokens(3, 9, 0, 0, 0, 1, 0), new Target(0, 2)).ShouldBe(new Decision(1));
    }

    [Fact]
    public void An_answer_is_where_it_starts_and_ends_in_the_text_as_it_was()
    {
        ModelInfo spans = _info with { Head = HeadKind.Span, Labels = ["start", "end"], Activation = OutputActivation.PositionSoftmax };
        var cut = new InputRow { TokenIds = new[] { 5, 7 }, Origins = new[] { 0, 2 } };
        Tensor outputs = Tokens(2, 0, 0, 4, 1, 0, 2);

        Decision.Of(spans, _row, outputs, new Target(0, 1)).ShouldBe(new Decision(1));
        Decision.Of(spans, _row, outputs, new Target(1, 1)).ShouldBe(new Decision(2));
        Decision.Of(spans, _row, outputs, new Target(0, 1, 2)).ShouldBe(new Decision(1, 2));
        Decision.Of(spans, cut, Tokens(2, 0, 0, 4, 1), new Target(0, 2)).ShouldBe(new Decision(2));
        Decision.Holds(spans, outputs, new Target(0, 1, 2)).ShouldBeTrue();
        Decision.Holds(spans, outputs, new Target(0, 1, 1)).ShouldBeFalse();
    }

    [Fact]
    public void A_regression_decides_nothing()
    {
        ModelInfo number = _info with { Activation = OutputActivation.Identity };

        Decision.Of(number, _row, Text(-1), new Target(0)).ShouldBe(Decision.Of(number, _row, Text(1), new Target(0)));
        Decision.CertaintyOf(number, Text(1), new Target(0)).ShouldBeNull();
    }

    [Fact]
    public void Certainty_is_that_of_what_is_decided()
    {
        Certainty classes = Decision.CertaintyOf(_info, Text(0, MathF.Log(3), 0), new Target(0)).ShouldNotBeNull();
        Certainty label = Decision.CertaintyOf(
            _info with { Activation = OutputActivation.Sigmoid }, Text(-MathF.Log(3), 5, 5), new Target(0)).ShouldNotBeNull();

        (classes.Confidence, classes.Margin).ShouldSatisfyAllConditions(
            sure => sure.Confidence.ShouldBe(0.6, 1e-6), sure => sure.Margin.ShouldBe(0.4, 1e-6));
        (label.Confidence, label.Margin).ShouldSatisfyAllConditions(
            sure => sure.Confidence.ShouldBe(0.75, 1e-6), sure => sure.Margin.ShouldBe(0.5, 1e-6));
    }

    private static Tensor Text(params float[] outputs) => new(outputs, new Shape(outputs.Length));

    private static Tensor Tokens(int outputs, params float[] values) => new(values, new Shape(values.Length / outputs, outputs));
}
