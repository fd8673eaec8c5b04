using Bench.Abstractions;

namespace Bench.Explainers.Tests;

public class RandomExplainerTests
{
    [Fact]
    public void Scores_are_uniform_and_the_model_is_never_asked()
    {
        ExplanationRequest request = Toy.Request(
            Toy.Game(Toy.Tokenizer.Tokenize("one"), _ => throw new InvalidOperationException()), "one two three");
        double[] scores = [.. Enumerable.Range(0, 4000).SelectMany(seed =>
            Toy.Make("random").Explain(request with { Seed = (ulong)seed }).FeatureScores(request))];
        scores.ShouldAllBe(score => score >= 0 && score < 1);
        scores.Average().ShouldBe(0.5, 0.015);
        scores.Count(score => score < 0.25).ShouldBeInRange(2800, 3200);
    }

    [Fact]
    public void Another_target_and_a_randomised_model_are_other_draws_and_the_same_question_is_the_same()
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), "one two three");
        double[] Draw(ExplanationRequest asked) => [.. Toy.Make("random").Explain(asked).Scores];
        var randomised = new Informed(request.Model, "4 layers from 0 on by seed 1");
        double[][] draws =
        [
            Draw(request),
            Draw(request with { Target = new Target(0) }),
            Draw(request with { Model = randomised }),
            Draw(request with { Model = new Informed(request.Model, "4 layers from 0 on by seed 2") }),
        ];

        draws.Select(draw => draw[1]).Distinct().Count().ShouldBe(4);
        Draw(request).ShouldBe(draws[0]);
        Draw(request with { Model = randomised }).ShouldBe(draws[2]);
    }

    [Fact]
    public void Draws_differ_and_the_first_is_that_without_the_option()
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), "one two three");

        Toy.Make("random:draw=1").Explain(request).Scores.ShouldBe(Toy.Make("random").Explain(request).Scores);
        Toy.Make("random:draw=2").Explain(request).Scores.ShouldNotBe(Toy.Make("random").Explain(request).Scores);
        Toy.Make("random:draw=3").Explain(request).Scores.ShouldNotBe(Toy.Make("random:draw=2").Explain(request).Scores);
    }

    private sealed class Informed(IModel inner, string randomized) : ModelDecorator(inner)
    {
        public override ModelInfo Info => Inner.Info with { Randomized = randomized };

        public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
            Inner.Answer(queries, cancellationToken);
    }
}
