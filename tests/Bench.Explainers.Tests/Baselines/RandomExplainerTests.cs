using Bench.Abstractions;

namespace Bench.Explainers.Tests;

public class RandomExplainerTests
{
    [Fact]
    public void Scores_are_uniform_and_the_model_is_never_asked()
    {
        ExplanationRequest request = Toy.Request(Toy.Game(Toy.Tokenizer.Tokenize("one"), _ => throw new InvalidOperationException()), "one two three");
        double[] scores = [.. Enumerable.Range(0, 4000).SelectMany(seed =>
            Toy.Make("random").Explain(request with { Seed = (ulong)seed }).FeatureScores(request))];
        scores.ShouldAllBe(score => score >= 0 && score < 1);
        scores.Average().ShouldBe(0.5, 0.015);
        scores.Count(score => score < 0.25).ShouldBeInRange(2800, 3200);
    }
}
