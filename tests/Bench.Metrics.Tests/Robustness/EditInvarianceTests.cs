using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

public sealed class EditInvarianceTests
{
    // Words 10 to 15 speak for class 1; 16 turns the prediction round.
    private static readonly BagOfWordsModel _model = new(id => id == 16 ? -9 : 1);

    /// <summary>Words 0 1 2 3 score 4 3 2 1 in the text; in the edits 1 2 3 4 (ρ = −1), and 4 3 1 2 (Σd² = 2, ρ = 0.8).</summary>
    [Fact]
    public void The_score_is_the_mean_similarity_over_edits_of_the_same_prediction()
    {
        MetricContext context = Context(
            [4, 3, 2, 1], Edit("w0 w1 w2 w3", 1, 2, 3, 4), Edit("w0 w1 w2 w3 w4", 4, 3, 1, 2, 9), Edit("w6 w1 w2 w3", 4, 3, 2, 1));

        Toy.Score("edit-invariance", context).Value.ShouldBe((-1 + 0.8) / 2, 1e-12);
        Toy.Score("edit-invariance:similarity=tau", context).Value.ShouldBe((-1 + (4 / 6.0)) / 2, 1e-12);
    }

    [Fact]
    public void A_word_weighs_what_its_tokens_weigh_together()
    {
        // The first two tokens are one word of 1 + 1.5, more than the other's 2, as 5 is more than 1; either alone is less.
        MetricContext context = Context([1, 1.5, 2], ("w0 w3", [5, 1], [new AlignedTokens([1, 2], [1]), new AlignedTokens([3], [2])]));

        Toy.Score("edit-invariance", context).Value.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void What_cannot_be_compared_says_why()
    {
        Toy.Score("edit-invariance", Toy.Linear([1, 2], [1, 2])).Reason.ShouldBe("the instance has no edited texts");
        Score(Context([1, 2], Edit("w0 w6", 1, 2))).ShouldBe("every edit changes the prediction");
        Score(Context([1, 2], Edit("w0 w1", 3, 3))).ShouldContain("no edit shares two words");
        Score(Context([1, 2], Edit("w0", 3))).ShouldContain("no edit shares two words");
        Score(Context([2, 2], Edit("w0 w1", 1, 2))).ShouldContain("all scores are equal");
        Score(Context([1], Edit("w0", 1))).ShouldContain("fewer than 2 tokens");
        Score(Context([1, 2], Edit("w0 w1", 1, 2)) with { Explainer = null }).ShouldContain("the scores were given");

        string Score(MetricContext context) => Toy.Score("edit-invariance", context).Reason.ShouldNotBeNull();
    }

    private static (string Text, double[] Scores, ImmutableArray<AlignedTokens> Alignment) Edit(string text, params double[] scores) =>
        (text, scores, default);

    // Without an alignment the i-th word corresponds to the i-th.
    private static MetricContext Context(
        double[] scores, params (string Text, double[] Scores, ImmutableArray<AlignedTokens> Alignment)[] edits)
    {
        MetricContext context = Toy.Context(_model, scores);
        var tokenizer = (ToyTokenizer)context.Tokenizer;
        foreach (int word in Enumerable.Range(0, 7))
        {
            _ = tokenizer.Id($"w{word}");
        }

        var known = edits.ToDictionary(edit => edit.Text, edit => edit.Scores);
        return context with
        {
            Explainer = new ByText(known),
            Edits = [.. edits.Select(edit => new EditedInput(
                tokenizer.Tokenize(edit.Text),
                edit.Alignment.IsDefault
                    ? [.. Enumerable.Range(1, Math.Min(scores.Length, edit.Scores.Length)).Select(i => new AlignedTokens([i], [i]))]
                    : edit.Alignment))],
        };
    }

    private sealed class ByText(Dictionary<string, double[]> scores) : IExplainer
    {
        public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default) =>
            new([0, .. scores[request.Input.Text], 0]);
    }
}
