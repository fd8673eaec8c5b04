using Bench.Abstractions;

namespace Bench.Explainers.Tests;

public class GradientExplainerTests
{
    [Fact]
    public void L2_and_L1_norms_of_a_known_gradient()
    {
        // The gradient of a word of weight w is (1, 2 · curvature · w / 2) = (1, 3 w).
        ExplanationRequest request = Toy.Request(Toy.Linear(curvature: 3), "not very good");
        double[] weights = [Toy.Weight("not"), Toy.Weight("very"), Toy.Weight("good")];
        Toy.Make("gradient").Explain(request).FeatureScores(request)
            .ShouldBeClose(weights.Select(w => Math.Sqrt(1 + (9 * w * w))), 1e-5);
        Toy.Make("gradient:norm=l1").Explain(request).FeatureScores(request)
            .ShouldBeClose(weights.Select(w => 1 + Math.Abs(3 * w)), 1e-5);
    }

    [Fact]
    public void Gradient_times_input_is_exact_for_a_linear_model()
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), "not very good");
        Attribution attribution = Toy.Make("gradient-x-input").Explain(request);
        attribution.Scores.ShouldBeClose([0, Toy.Weight("not"), Toy.Weight("very"), Toy.Weight("good"), 0], 1e-6);
        attribution.Diagnostics[DiagnosticNames.InputValue].ShouldBe(0.5 + attribution.Scores.Sum(), 1e-6);
    }

    [Fact]
    public void The_explained_quantity_is_the_one_asked_for()
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), "not good") with { Quantity = Quantity.Probability };
        double logit = 0.5 + Toy.Weight("not") + Toy.Weight("good");
        double p = 1 / (1 + Math.Exp(-2 * logit));
        Toy.Make("gradient-x-input").Explain(request).FeatureScores(request)
            .ShouldBeClose([2 * p * (1 - p) * Toy.Weight("not"), 2 * p * (1 - p) * Toy.Weight("good")], 1e-6);
    }

    [Fact]
    public void A_model_without_gradients_is_refused()
    {
        ExplanationRequest request = Toy.Request(Toy.Game(Toy.Tokenizer.Tokenize("good"), _ => 1), "good");
        Should.Throw<BenchException>(() => Toy.Make("gradient").Explain(request)).Message.ShouldContain("does not offer Gradient");
    }
}
