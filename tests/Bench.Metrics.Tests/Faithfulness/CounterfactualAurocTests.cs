using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

public sealed class CounterfactualAurocTests
{
    // w1 speaks for class 1; 'no' in its place flips the decision, 'so' in the place of w0 does not.
    private static readonly ToyTokenizer _tokenizer = new();
    private static readonly BagOfWordsModel _model = new(id => _tokenizer.Piece(id) switch { "w1" => 1, "no" => -1, _ => 0.1 });

    [Theory]
    [InlineData(new[] { 1.0, 3, 2 }, 1)]
    [InlineData(new[] { 1.0, 2, 3 }, 0.5)]
    [InlineData(new[] { 2.0, 2, 3 }, 0.25)]
    public void Changed_words_should_outrank_those_that_stayed(double[] scores, double expected) =>
        Toy.Score("counterfactual-auroc", Context(scores, "w0 no w2", "so w1 w2")).Value.ShouldBe(expected, 1e-12);

    [Fact]
    public void Edits_that_flip_nothing_say_nothing()
    {
        Toy.Score("counterfactual-auroc", Context([1, 3, 2], "so w1 w2")).Reason.ShouldNotBeNull().ShouldContain("changes the prediction");
        Toy.Score("counterfactual-auroc", Context([1, 3, 2])).Reason.ShouldNotBeNull().ShouldContain("no edited texts");
        Toy.Score("counterfactual-auroc", Context([1, 1, 1], "w0 no w2")).Reason.ShouldNotBeNull().ShouldContain("equal");
        Toy.Score("counterfactual-auroc", Context([1, double.NaN, 1], "w0 no w2")).Reason.ShouldNotBeNull().ShouldContain("finite");
    }

    // Words in the same place correspond where they are the same.
    private static MetricContext Context(double[] scores, params string[] edits)
    {
        TokenizedText input = _tokenizer.Tokenize("w0 w1 w2");
        MetricContext context = Toy.Context(_model, scores);
        return context with
        {
            Explanation = context.Explanation with { Input = input },
            Edits = [.. edits.Select(edit =>
            {
                TokenizedText edited = _tokenizer.Tokenize(edit);
                ImmutableArray<AlignedTokens> alignment = [.. input.FeaturePositions
                    .Where(i => input.Tokens[i].Id == edited.Tokens[i].Id).Select(i => new AlignedTokens([i], [i]))];
                return new EditedInput(edited, alignment);
            })],
        };
    }
}
