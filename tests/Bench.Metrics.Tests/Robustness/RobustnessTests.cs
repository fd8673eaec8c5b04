using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

public sealed class RobustnessTests
{
    private static readonly double[] _weights = [0.5, -0.25, 1];

    /// <summary>
    /// Embedding × gradient on a linear model scores a word by its first embedding value. A nudge of length r‖E‖ moves that by r‖E‖ cos φ,
    /// with ‖E‖ = √(1 + ¼) |w|, so the explanation moves by at most r √1.25 of its length; half the logit's change is the sum of the moves.
    /// </summary>
    [Fact]
    public void A_nudge_moves_the_scores_of_a_linear_model_in_proportion()
    {
        MetricContext context = Context(new FirstEmbedding());

        double sensitivity = Toy.Score("max-sensitivity:samples=200,radius=0.01", context).Value;

        sensitivity.ShouldBeLessThanOrEqualTo(0.01 * Math.Sqrt(1.25) + 1e-6);
        sensitivity.ShouldBeGreaterThan(0.008);
        Toy.Score("max-sensitivity:samples=200,radius=0.02", context).Value.ShouldBe(2 * sensitivity, 1e-4);

        // The relative change of the input is the radius itself.
        Toy.Score("relative-input-stability:samples=200,radius=0.01", context).Value.ShouldBe(sensitivity / 0.01, 1e-3);
    }

    [Fact]
    public void Output_stability_divides_by_the_change_of_the_logits()
    {
        // One word: scores and logits both move by the same d, and ‖(−d, d)‖ = √2 d.
        MetricContext context = Context(new FirstEmbedding(), 0.5);

        Toy.Score("relative-output-stability:samples=5", context).Value.ShouldBe(1 / (0.5 * Math.Sqrt(2)), 1e-3);
    }

    [Fact]
    public void What_does_not_look_at_the_input_is_perfectly_stable()
    {
        MetricContext context = Context(new Fixed(3, 2, 1));

        Toy.Score("max-sensitivity", context).Value.ShouldBe(0);
        Toy.Score("relative-input-stability", context).Value.ShouldBe(0);
        Toy.Score("relative-output-stability", context).Value.ShouldBe(0);
        Toy.Score("seed-stability", context).Value.ShouldBe(1);
    }

    [Fact]
    public void Seeds_that_turn_the_ranking_round_are_found()
    {
        MetricContext context = Context(new BySeed());

        // Whether a seed's scores go up or down is a coin; tau is 1 or −1 each time.
        double stability = Toy.Score("seed-stability:seeds=200", context).Value;
        stability.ShouldBeInRange(-0.3, 0.3);
        Toy.Score("seed-stability:seeds=1", context).Value.ShouldBeOneOf(-1, 1);
    }

    [Fact]
    public void An_explanation_that_ignores_the_class_fails_the_random_logit_test()
    {
        Toy.Score("random-logit", Context(new Fixed(3, 2, 1))).Value.ShouldBe(1, 1e-12);
        Toy.Score("random-logit", Context(new FirstEmbedding())).Value.ShouldBe(-1, 1e-12);
    }

    [Theory]
    [InlineData("max-sensitivity")]
    [InlineData("relative-input-stability")]
    [InlineData("relative-output-stability")]
    [InlineData("seed-stability")]
    [InlineData("random-logit")]
    public void Given_scores_cannot_be_explained_again(string metric) =>
        Toy.Score(metric, Toy.Linear(_weights, [1, 2, 3])).Reason.ShouldNotBeNull().ShouldContain("the scores were given");

    [Fact]
    public void Models_that_take_no_embeddings_cannot_be_nudged()
    {
        MetricContext context = Toy.Context(new FunctionModel(_ => [0, 1], "a", "b"), [1, 2]) with { Explainer = new Fixed(1, 2) };

        Toy.Score("max-sensitivity", context).Reason.ShouldNotBeNull().ShouldContain("does not take embeddings");
    }

    [Fact]
    public void Nudges_that_change_the_prediction_say_nothing_of_relative_stability()
    {
        // Untouched, weight and bias cancel and the logits are equal, so that the smallest nudge decides.
        var model = new BagOfWordsModel(_ => 1e-3, bias: -1e-3);
        MetricContext context = Toy.Context(model, [1]) with { Explainer = new Fixed(1) };

        MetricScore score = Toy.Score("relative-input-stability:samples=1,radius=1", context with { Seed = SeedThatFlips(model) });

        score.Reason.ShouldNotBeNull().ShouldContain("every nudge changes the prediction");
    }

    private static ulong SeedThatFlips(BagOfWordsModel model)
    {
        // Without a nudge the logits are equal and the first wins; a nudge upwards makes the second win.
        for (ulong seed = 0; ; seed++)
        {
            MetricContext context = Toy.Context(model, [1]) with { Explainer = new Fixed(1), Seed = seed };
            if (!Toy.Score("relative-input-stability:samples=1,radius=1", context).IsApplicable)
            {
                return seed;
            }
        }
    }

    private static MetricContext Context(IExplainer explainer, params double[] weights)
    {
        double[] used = weights.Length == 0 ? _weights : weights;
        MetricContext context = Toy.Linear(used, used);
        Attribution attribution = explainer.Explain(new ExplanationRequest
        {
            Model = context.Model,
            Tokenizer = context.Tokenizer,
            Input = context.Explanation.Input,
            Target = context.Explanation.Target,
        });
        return context with { Explainer = explainer, Explanation = context.Explanation with { Attribution = attribution } };
    }

    private sealed class FirstEmbedding : IExplainer
    {
        public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
        {
            Tensor embeddings = request.Model.Embed(request.Input.Row);
            double sign = request.Target.Output == 1 ? 1 : -1;
            return new Attribution([.. request.Input.Tokens.Select((_, i) => sign * embeddings[i].Span[0])]);
        }
    }

    private sealed class Fixed(params double[] scores) : IExplainer
    {
        public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default) => new([0, .. scores, 0]);
    }

    private sealed class BySeed : IExplainer
    {
        public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
        {
            double sign = new DeterministicRandom(request.Seed).NextInt(2) == 0 ? 1 : -1;
            return new Attribution([.. request.Input.Tokens.Select((token, i) => token.IsSpecial ? 0 : sign * i)]);
        }
    }
}
