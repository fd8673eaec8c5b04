using Bench.Abstractions;

namespace Bench.Explainers.Tests;

public class AggregateTests
{
    private const string Case = "bert-micro/pieces";

    /// <summary>[CLS] un ##watch ##ably b ##or ##ing , sad ! [SEP].</summary>
    private static ExplanationRequest Request => GoldenRequest.Of(Case, Quantity.Logit).First().Request;

    [Theory]
    [InlineData("sum")]
    [InlineData("mean")]
    [InlineData("max")]
    [InlineData("signed-largest")]
    public void Every_token_of_a_word_gets_the_words_score(string by)
    {
        double[] inner = Toy.Make("leave-one-out").Explain(Request).FeatureScores(Request);
        double Of(params double[] parts) => by switch
        {
            "sum" => parts.Sum(),
            "mean" => parts.Average(),
            "max" => parts.Max(),
            _ => parts.OrderBy(Math.Abs).Last(),
        };
        double first = Of(inner[0], inner[1], inner[2]);
        double second = Of(inner[3], inner[4], inner[5]);
        Attribution attribution = Toy.Make($"aggregate:by={by}").Explain(Request);
        attribution.FeatureScores(Request)
            .ShouldBeClose([first, first, first, second, second, second, inner[6], inner[7], inner[8]], 1e-12);
        attribution.Diagnostics.ShouldContainKey(DiagnosticNames.InputValue);
    }

    [Fact]
    public void Clauses_end_at_punctuation()
    {
        double[] inner = Toy.Make("gradient").Explain(Request).FeatureScores(Request);
        double[] scores = Toy.Make("aggregate:of=gradient,level=clauses").Explain(Request).FeatureScores(Request);
        scores.ShouldBeClose([.. Enumerable.Repeat(inner[..7].Sum(), 7), .. Enumerable.Repeat(inner[7..].Sum(), 2)], 1e-9);
    }

    [Fact]
    public void Segments_are_the_texts_of_a_pair_and_special_tokens_keep_their_scores()
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(curvature: 2), "not very good", "sad end");
        Attribution inner = Toy.Make("gradient:norm=l1").Explain(request);
        Attribution attribution = Toy.Make("aggregate:of=\"gradient:norm=l1\",level=segments,by=max").Explain(request);
        attribution.Scores[0].ShouldBe(inner.Scores[0]);
        double[] parts = inner.FeatureScores(request);
        attribution.FeatureScores(request).ShouldBe(
            [.. Enumerable.Repeat(parts[..3].Max(), 3), .. Enumerable.Repeat(parts[3..].Max(), 2)]);
    }

    [Fact]
    public void Spans_are_groups_and_tokens_outside_them_keep_their_scores()
    {
        // "not very good": the span covers the first two words.
        ExplanationRequest request = Toy.Request(Toy.Linear(), "not very good");
        double[] inner = Toy.Make("leave-one-out").Explain(request).FeatureScores(request);
        Toy.Make("aggregate:level=spans,spans=0-8").Explain(request).FeatureScores(request)
            .ShouldBe([inner[0] + inner[1], inner[0] + inner[1], inner[2]]);
    }

    [Theory]
    [InlineData("aggregate:level=spans", "spans=start-end")]
    [InlineData("aggregate:spans=0-4", "level=spans")]
    public void Spans_and_level_go_together(string spec, string expected) =>
        Should.Throw<BenchException>(() => Toy.Make(spec)).Message.ShouldContain(expected);

    [Fact]
    public void An_ensemble_averages_ranks_and_shares_ties()
    {
        // Both members rank by weight; "one one" are tied and share rank 1.5 of 0…3.
        ExplanationRequest request = Toy.Request(Toy.Linear(), "one two one three");
        double[] weights = [.. request.Input.Text.Split(' ').Select(Toy.Weight)];
        double[] expected = [.. weights.Select(w => (weights.Count(o => o < w) + ((weights.Count(o => o == w) - 1) / 2.0)) / 3)];
        Attribution attribution = Toy.Make("ensemble:of=\"leave-one-out,exact-shapley\"").Explain(request);
        attribution.FeatureScores(request).ShouldBeClose(expected, 1e-9);
        attribution.StandardErrors.ShouldAllBe(error => error == 0);
    }

    [Fact]
    public void Members_of_opposite_opinion_cancel_and_the_errors_tell()
    {
        // The gradient's norm sees the size of a weight, leaving out its sign.
        string[] words = [.. "one two three four five six not good".Split(' ').OrderBy(Toy.Weight)];
        string negative = words[0];
        string small = words.MinBy(word => Math.Abs(Toy.Weight(word)))!;
        ExplanationRequest request = Toy.Request(Toy.Linear(curvature: 0.1), $"{negative} {small}");
        double[] loo = Toy.Make("leave-one-out").Explain(request).FeatureScores(request);
        double[] gradient = Toy.Make("gradient").Explain(request).FeatureScores(request);
        (loo[0] < loo[1]).ShouldNotBe(gradient[0] < gradient[1]);
        Attribution attribution = Toy.Make("ensemble:of=\"leave-one-out,gradient\"").Explain(request);
        attribution.FeatureScores(request).ShouldBeClose([0.5, 0.5], 1e-12);
        attribution.StandardErrors[1].ShouldBe(0.5, 1e-12);
    }

    [Fact]
    public void Unknown_members_are_refused_with_near_names()
    {
        string message = Should.Throw<BenchException>(() => Toy.Make("aggregate:of=limee")).Message;
        message.ShouldContain("aggregate:of");
        message.ShouldContain("lime");
    }

    [Fact]
    public void Options_of_members_are_checked_at_once() =>
        Should.Throw<BenchException>(() => Toy.Make("ensemble:of=\"lime:kernel-width=-1,gradient\"")).Message.ShouldContain("more than 0");
}
