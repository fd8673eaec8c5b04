using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class TrustFlagsTests
{
    private static readonly ToyTokenizer _tokenizer = new();

    [Theory]
    [InlineData(0.1, 1.0, 3.0, 0.05, false)]
    [InlineData(-0.11, 3.0, 1.0, 0.055, true)]
    [InlineData(1e-8, 2.0, 2.0, 0.01, false)]
    public void The_gap_is_a_share_of_what_is_explained(double gap, double atInput, double atBaseline, double share, bool flagged)
    {
        foreach (string name in (string[])[DiagnosticNames.CompletenessGap, DiagnosticNames.EfficiencyGap])
        {
            TrustFlags trust = Trust(Explanation([0, 1, 2, 0], diagnostics:
                [(name, gap), (DiagnosticNames.InputValue, atInput), (DiagnosticNames.BaselineValue, atBaseline)]));

            trust.Gap!.Value.ShouldBe(share, 1e-12);
            trust.Raised.Contains(TrustFlags.GapFlag).ShouldBe(flagged);
        }
    }

    [Fact]
    public void Methods_that_promise_nothing_have_no_gap_and_no_certain_order()
    {
        TrustFlags trust = Trust(Explanation([0, 1, 2, 0], diagnostics: [(DiagnosticNames.InputValue, 1)]));

        trust.Gap.ShouldBeNull();
        trust.Order.ShouldBeNull();
        trust.Raised.ShouldBeEmpty();
    }

    // Student's 97.5 % quantiles: 4.3027 with 2 degrees of freedom, 1.9600 in the limit. Neighbours are 1 apart, errors sum to 0.4.
    [Theory]
    [InlineData(2.0, false)]
    [InlineData(null, true)]
    public void Neighbours_are_told_apart_by_Students_quantile(double? degrees, bool certain)
    {
        (string, double)[] diagnostics = degrees is { } known ? [(DiagnosticNames.DegreesOfFreedom, known)] : [];
        TrustFlags trust = Trust(Explanation([9, 1, 3, 2, 9], errors: [0, 0.2, 0.2, 0.2, 0], diagnostics: diagnostics));

        trust.Order!.Pairs.ShouldBe(2);
        trust.Order.CertainAboveNext.ShouldBe(certain ? [2, 3] : []);
        trust.Order.IsFirstCertain.ShouldBe(certain);
        trust.Raised.Contains(TrustFlags.OrderFlag).ShouldBe(!certain);
    }

    [Fact]
    public void Only_the_first_place_raises_the_order_flag()
    {
        TrustFlags trust = Trust(Explanation([0, 5, 1, 1.1, 0], errors: [0, 0.1, 0.1, 0.1, 0]));

        trust.Order!.CertainAboveNext.ShouldBe([1]);
        trust.Raised.ShouldNotContain(TrustFlags.OrderFlag);
    }

    [Fact]
    public void Equal_scores_are_never_told_apart_and_a_lone_feature_is_certain()
    {
        Trust(Explanation([0, 1, 1, 0], errors: [0, 0, 0, 0])).Raised.ShouldBe([TrustFlags.OrderFlag]);
        Trust(Explanation([0, 1, 0], errors: [0, 9, 0])).Order!.IsFirstCertain.ShouldBeTrue();
    }

    [Theory]
    [InlineData(1, 1, 2, 0.5, false)]
    [InlineData(-3, 1, 1, 0.8, true)]
    public void Special_tokens_carry_their_share_of_the_absolute_scores(double first, double last, double word, double share, bool flagged)
    {
        TrustFlags trust = Trust(Explanation([first, word / 2, -word / 2, last]));

        trust.SpecialShare.ShouldBe(share, 1e-12);
        trust.Raised.Contains(TrustFlags.SpecialFlag).ShouldBe(flagged);
    }

    [Fact]
    public void Scores_of_zero_put_nothing_on_special_tokens() => Trust(Explanation([0, 0, 0])).SpecialShare.ShouldBe(0);

    [Fact]
    public void Unknown_and_cut_off_tokens_are_counted()
    {
        Explanation explanation = Explanation([0, 1, 2, 0]);
        TokenizedText input = explanation.Input;
        var damaged = new TokenizedText
        {
            Text = input.Text,
            Tokens = input.Tokens.SetItem(1, input.Tokens[1] with { Id = _tokenizer.Special.Unknown!.Value }),
            Truncated = 7,
        };

        TrustFlags trust = Trust(explanation with { Input = damaged });

        (trust.Unknown, trust.UnknownShare, trust.Truncated).ShouldBe((1, 0.5, 7));
        trust.Raised.ShouldBe([TrustFlags.TruncatedFlag, TrustFlags.UnknownFlag]);
    }

    [Theory]
    [InlineData(OutputActivation.Softmax, 1, 0.0, 2.0, 0.8807970779778823, 0.7615941559557649, false)]
    [InlineData(OutputActivation.Softmax, 0, 0.1, 0.0, 0.52497918747894, 0.04995837495787998, true)]
    [InlineData(OutputActivation.Sigmoid, 0, -2.0, 9.0, 0.8807970779778823, 0.7615941559557649, false)]
    [InlineData(OutputActivation.Sigmoid, 0, -0.1, 9.0, 0.52497918747894, 0.04995837495787998, true)]
    public void Confidence_is_that_of_the_decision(
        OutputActivation activation, int target, double first, double second, double confidence, double margin, bool flagged)
    {
        TrustFlags trust = Trust(Explanation([0, 1, 0]) with { Target = new Target(target) }, activation, [(float)first, (float)second]);

        trust.Confidence!.Value.ShouldBe(confidence, 1e-7);
        trust.Margin!.Value.ShouldBe(margin, 1e-7);
        trust.Raised.Contains(TrustFlags.CloseCallFlag).ShouldBe(flagged);
    }

    [Fact]
    public void Regression_has_no_confidence() =>
        Trust(Explanation([0, 1, 0]), OutputActivation.Identity, [0.5f]).Confidence.ShouldBeNull();

    // Scores of n tokens between [CLS] and [SEP].
    private static Explanation Explanation(double[] scores, double[]? errors = null, (string Name, double Value)[]? diagnostics = null) =>
        new()
        {
            Explainer = "test",
            Input = _tokenizer.Tokenize(string.Join(' ', Enumerable.Range(0, scores.Length - 2).Select(i => $"w{i}"))),
            Target = new Target(0),
            Quantity = Quantity.Logit,
            Attribution = new Attribution([.. scores])
            {
                StandardErrors = [.. errors ?? []],
                Diagnostics = (diagnostics ?? []).ToImmutableSortedDictionary(entry => entry.Name, entry => entry.Value),
            },
        };

    private static TrustFlags Trust(Explanation explanation, OutputActivation activation = OutputActivation.Softmax, float[]? logits = null)
    {
        float[] values = logits ?? [3, -3];
        ModelInfo info = new BagOfWordsModel(_ => 0).Info with { Activation = activation };
        return TrustFlags.Of(explanation, new Tensor(values, new Shape(values.Length)), info, _tokenizer.Special);
    }
}
