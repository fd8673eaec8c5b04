using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

public class IntegratedGradientsExplainerTests
{
    private const double Curvature = 3;

    /// <summary>What a word adds to the logit: w + curvature · (w / 2)².</summary>
    private static double Part(double weight) => weight + (Curvature * weight * weight / 4);

    [Theory]
    [InlineData("steps=1")]
    [InlineData("")]
    [InlineData("rule=midpoint,steps=3")]
    [InlineData("rule=trapezoid,steps=2")]
    [InlineData("baseline=zero")]
    [InlineData("baseline=mask")]
    public void Each_word_gets_its_part_and_completeness_holds(string options)
    {
        // Gradients are linear along the path, so every rule is exact; [PAD] and [MASK] weigh nothing here.
        ExplanationRequest request = Toy.Request(Toy.Linear(Curvature), "not very good", "sad end");
        Attribution attribution = Toy.Make($"integrated-gradients:{options}").Explain(request);
        attribution.FeatureScores(request)
            .ShouldBeClose(request.Input.FeaturePositions.Select(i => Part(Toy.Weight(request.Input.Tokens[i].Id))), 1e-5);
        attribution.Diagnostics[DiagnosticNames.CompletenessGap].ShouldBe(0, 1e-5);
        attribution.Diagnostics[DiagnosticNames.BaselineValue].ShouldBe(0.5, 1e-6);
        attribution.Diagnostics[DiagnosticNames.InputValue].ShouldBe(0.5 + attribution.Scores.Sum(), 1e-5);
    }

    [Fact]
    public void Captums_trapezoids_lose_one_part_in_steps_and_the_gap_tells()
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(Curvature), "not very good");
        Attribution exact = Toy.Make("integrated-gradients:rule=trapezoid,steps=10").Explain(request);
        Attribution captum = Toy.Make("integrated-gradients:rule=trapezoid-captum,steps=10").Explain(request);
        captum.Scores.ShouldBeClose(exact.Scores.Select(score => 0.9 * score), 1e-6);
        captum.Diagnostics[DiagnosticNames.CompletenessGap].ShouldBe(-0.1 * exact.Scores.Sum(), 1e-5);
    }

    [Fact]
    public void A_text_is_a_baseline_word_by_word()
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(Curvature), "not very good");
        Attribution attribution = Toy.Make("integrated-gradients:baseline=text,baseline-text=a film").Explain(request);
        attribution.FeatureScores(request).ShouldBeClose(
            [
                Part(Toy.Weight("not")) - Part(Toy.Weight("a")),
                Part(Toy.Weight("very")) - Part(Toy.Weight("film")),
                Part(Toy.Weight("good")),
            ],
            1e-5);
        attribution.Diagnostics.ShouldNotContainKey("baseline-tokens-cut");
    }

    [Fact]
    public void Beyond_the_end_of_a_baseline_text_stands_padding()
    {
        ReferenceEncoder model = GoldenCases.Reference("bert-micro");
        ExplanationRequest request = Toy.Request(model, "not very good");
        int width = model.Info.EmbeddingWidth;

        var baseline = Baseline.Of(request, BaselineKind.Text, "a film");

        baseline.Embeddings.AsSpan(3 * width, width).ToArray()
            .ShouldBe(model.Embed([Toy.Tokenizer.Special.RequirePadding()]).Span.ToArray());
    }

    [Fact]
    public void A_longer_text_is_cut_and_the_cut_reported()
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), "good");
        Toy.Make("integrated-gradients:baseline=text,baseline-text=a slow film").Explain(request)
            .Diagnostics["baseline-tokens-cut"].ShouldBe(2);
    }

    [Fact]
    public void Without_the_input_scores_are_summed_average_gradients()
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(Curvature), "not good");
        Attribution attribution = Toy.Make("integrated-gradients:multiply-by-input=false").Explain(request);

        // The mean of (1, 2 · curvature · a · w / 2) over a in [0, 1], summed: 1 + curvature · w / 2.
        attribution.FeatureScores(request).ShouldBeClose(
            [1 + (Curvature * Toy.Weight("not") / 2), 1 + (Curvature * Toy.Weight("good") / 2)], 1e-5);
        attribution.Diagnostics.ShouldNotContainKey(DiagnosticNames.CompletenessGap);
    }

    [Fact]
    public void Pad_and_mask_keep_the_outer_special_tokens_only()
    {
        TokenizedText input = Toy.Tokenizer.Tokenize("a film", "the end");
        Baseline.FilledIds(input, 0).ShouldBe([2, 0, 0, 0, 0, 0, 3]);
        Baseline.FilledIds(Toy.Tokenizer.Tokenize("a film"), 4).ShouldBe([2, 4, 4, 3]);
    }

    [Fact]
    public void All_nodes_share_two_blocks_of_memory_and_one_call()
    {
        var model = new CallCounter(Toy.Linear());
        Toy.Make("integrated-gradients:steps=200").Explain(Toy.Request(model, "not very good"));
        model.Gradients.Count.ShouldBe(1);
        model.Gradients[0].Count.ShouldBe(200);
        model.Gradients[0].Select(query => query.Row.Embeddings!.Direction).Distinct().Count().ShouldBe(1);
        model.Gradients[0].Select(query => query.Row.Embeddings!.Origin).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("steps=0", "1 to 2000")]
    [InlineData("rule=trapezoid,steps=1", "2 to 2000")]
    [InlineData("rule=simpson", "gauss-legendre | midpoint | trapezoid | trapezoid-captum")]
    [InlineData("baseline=text", "baseline-text")]
    [InlineData("baseline-text=hello", "baseline=text")]
    [InlineData("baseline=noise", "pad | mask | zero | text")]
    public void Bad_options_are_refused_with_what_is_allowed(string options, string allowed) =>
        Should.Throw<BenchException>(() => Toy.Make($"integrated-gradients:{options}")).Message.ShouldContain(allowed);

    private sealed class CallCounter(IModel inner) : ModelDecorator(inner)
    {
        public List<IReadOnlyList<Query>> Gradients { get; } = [];

        public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
        {
            if (queries[0].Ask == Ask.Gradient)
            {
                Gradients.Add(queries);
            }

            return Inner.Answer(queries, cancellationToken);
        }
    }
}
