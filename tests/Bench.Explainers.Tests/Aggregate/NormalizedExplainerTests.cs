using Bench.Abstractions;

namespace Bench.Explainers.Tests;

public sealed class NormalizedExplainerTests
{
    [Fact]
    public void Scores_and_their_errors_have_the_length_one_and_keep_their_proportions()
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(curvature: 0.3), "a good plot and a bad end");
        Configured<ExplainerDescriptor, IExplainer> lime = Toy.Catalog().Configure(ComponentSpec.Parse("shapley-sampling"));
        Attribution plain = lime.Instance.Explain(request);
        Attribution shortened = new NormalizedExplainer(lime).Explain(request);

        double length = Math.Sqrt(plain.Scores.Sum(score => score * score));
        shortened.Scores.ShouldBeClose(plain.Scores.Select(score => score / length), 1e-15);
        plain.StandardErrors.ShouldNotBeEmpty();
        shortened.StandardErrors.ShouldBeClose(plain.StandardErrors.Select(error => error / length), 1e-15);
        shortened.Diagnostics[NormalizedExplainer.Length].ShouldBe(length);
        shortened.Diagnostics.Remove(NormalizedExplainer.Length).ShouldBe(plain.Diagnostics);
    }

    [Fact]
    public void Zeros_stay_zeros()
    {
        ExplanationRequest request = Toy.Request(Toy.Game(Toy.Tokenizer.Tokenize("a good plot"), _ => 1), "a good plot");

        new NormalizedExplainer(Toy.Catalog().Configure(ComponentSpec.Parse("leave-one-out"))).Explain(request).Scores
            .ShouldAllBe(score => score == 0);
    }
}
