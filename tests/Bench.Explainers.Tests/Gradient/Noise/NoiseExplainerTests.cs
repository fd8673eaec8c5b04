using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

public class NoiseExplainerTests
{
    [Theory]
    [MemberData(nameof(GoldenCases.Micro), MemberType = typeof(GoldenCases))]
    public void Every_statistic_of_given_noise(string name)
    {
        float[][] noise = [.. GoldenCases.Load(name).Root.At("smoothgrad_noise").EnumerateArray().Select(one => one.Floats())];
        foreach ((ExplanationRequest request, JsonElement target) in GoldenRequest.Of(name, Quantity.Logit))
        {
            JsonElement expected = target.At("smoothgrad");
            foreach ((string field, GradientMap of, MapReduction reduce) in (ReadOnlySpan<(string, GradientMap, MapReduction)>)
                [
                    ("mean_grad_l2", GradientMap.Gradient, MapReduction.L2),
                    ("mean_grad_abs_sum", GradientMap.Gradient, MapReduction.L1),
                    ("mean_grad_x_input", GradientMap.Gradient, MapReduction.TimesInput),
                    ("mean_abs_grad_sum", GradientMap.AbsoluteGradient, MapReduction.Sum),
                    ("mean_of_noisy_grad_x_noisy_input", GradientMap.GradientXInput, MapReduction.Sum),
                ])
            {
                var options = new SmoothGradOptions { Of = of, Reduce = reduce };
                foreach (NoisySum? sum in new[] { null, NoisySum.Mean(request.Input, options) })
                {
                    Attribution attribution = new SmoothGradExplainer(options, Toy.Catalog())
                        .Explain(request, new NoisyMaps(request, options, null, sum), noise, CancellationToken.None);
                    GoldenRequest.Check(expected.At(field), attribution.Scores, $"{name} {field}");
                }
            }

            var plain = new NoiseOptions();
            foreach (NoisySum? sum in new[] { null, NoisySum.Square(request.Input, plain.Of) })
            {
                Attribution squared = NoiseMomentExplainer.Squared(plain, Toy.Catalog())
                    .Explain(request, new NoisyMaps(request, plain, null, sum), noise, CancellationToken.None);
                GoldenRequest.Check(expected.At("mean_squared_grad_sum"), squared.Scores, $"{name} squared");
            }
        }
    }

    [Fact]
    public void Without_curvature_noise_changes_nothing_and_has_no_variance()
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), "not very good");
        Toy.Make("smoothgrad").Explain(request).Scores.ShouldBeClose([1, 1, 1, 1, 1], 1e-6);
        Toy.Make("smoothgrad-squared").Explain(request).Scores.ShouldBeClose([1, 1, 1, 1, 1], 1e-6);
        Toy.Make("vargrad").Explain(request).Scores.ShouldBeClose([0, 0, 0, 0, 0], 1e-9);
        Toy.Make("smoothgrad:reduce=times-input").Explain(request)
            .Scores.ShouldBeClose(Toy.Make("gradient-x-input").Explain(request).Scores, 1e-5);
    }

    [Fact]
    public void With_curvature_the_variance_is_that_of_the_noise_times_the_slope()
    {
        // The gradient's second element is 2 · curvature · (e + noise): its variance is (2 · 3 · 0.5)² = 9.
        ExplanationRequest request = Toy.Request(Toy.Linear(curvature: 3), "not very good");
        Toy.Make("vargrad:samples=10000,noise=0.5,scale=absolute").Explain(request).Scores.ShouldBeClose([9, 9, 9, 9, 9], 0.6);
    }

    [Fact]
    public void Noise_is_relative_to_the_embeddings()
    {
        // Embeddings are the weights, their halves and the zeros of special tokens.
        ExplanationRequest request = Toy.Request(Toy.Linear(curvature: 3), "not very good");
        double[] elements =
            [.. request.Input.Tokens.Select(token => token.IsSpecial ? 0 : Toy.Weight(token.Id)).SelectMany(w => (double[])[w, w / 2])];
        double range = elements.Max() - elements.Min();
        double deviation = Math.Sqrt(elements.Average(e => e * e) - (elements.Average() * elements.Average()));
        static string Spec(string scale, double noise) =>
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"vargrad:scale={scale},noise={noise:R}");
        double[] absolute = [.. Toy.Make(Spec("absolute", 0.5)).Explain(request).Scores];
        Toy.Make(Spec("range", 0.5 / range)).Explain(request).Scores.ShouldBeClose(absolute, 1e-4);
        Toy.Make(Spec("deviation", 0.5 / deviation)).Explain(request).Scores.ShouldBeClose(absolute, 1e-4);
    }

    [Fact]
    public void Smoothed_integrated_gradients_average_the_parts_of_noisy_words()
    {
        // E[(e₀ + n₀) + c (e₁ + n₁)²] = w + c w² / 4 + c σ², with σ = 0.1 and c = 3.
        ExplanationRequest request = Toy.Request(Toy.Linear(curvature: 3), "not good");
        Attribution attribution = Toy.Make("smoothgrad:of=integrated-gradients,reduce=sum,samples=4000,noise=0.1,scale=absolute,steps=2")
            .Explain(request);
        double Part(string word) => Toy.Weight(word) + (0.75 * Toy.Weight(word) * Toy.Weight(word)) + 0.03;
        attribution.FeatureScores(request).ShouldBeClose([Part("not"), Part("good")], 0.02);
    }

    // What a gradient method gives at a noisy input is the same whether it is built in or decorated as an explainer.
    [Theory]
    [InlineData("smoothgrad:of=gradient-x-input,reduce=sum", "smoothgrad:of=method,method=gradient-x-input,reduce=sum")]
    [InlineData(
        "smoothgrad:of=integrated-gradients,reduce=sum,steps=5", "smoothgrad:of=method,method=\"integrated-gradients:steps=5\",reduce=sum")]
    public void Any_gradient_method_can_be_decorated(string builtIn, string decorated)
    {
        (ExplanationRequest request, _) = GoldenRequest.Of("bert-micro/six", Quantity.Logit).First();
        Attribution expected = Toy.Make(builtIn).Explain(request);
        Attribution attribution = Toy.Make(decorated).Explain(request);
        attribution.Scores.ShouldBeClose(expected.Scores, 1e-5);
        attribution.StandardErrors.ShouldBeClose(expected.StandardErrors, 1e-5);
    }

    [Theory]
    [InlineData("sequential-integrated-gradients")]
    [InlineData("adaptive-integrated-gradients")]
    [InlineData("multi-baseline-integrated-gradients:baselines=pad")]
    [InlineData("expected-gradients:references=pad,samples=2")]
    public void Decorated_paths_end_at_the_noisy_input(string method)
    {
        // Each gives a word e₀ + n₀ + c (e₁ + n₁)² less what its baseline has, 0: with σ = 0.1 and c = 0 the variance is σ².
        ExplanationRequest request = Toy.Request(Toy.Linear(), "not good");
        Attribution variance = Toy.Make($"vargrad:of=method,method=\"{method}\",samples=4000,noise=0.1,scale=absolute").Explain(request);
        Attribution square = Toy.Make($"smoothgrad-squared:of=method,method=\"{method}\",samples=4000,noise=0.1,scale=absolute")
            .Explain(request);
        variance.FeatureScores(request).ShouldBeClose([0.01, 0.01], 0.002);
        square.FeatureScores(request).ShouldBeClose(
            new[] { "not", "good" }.Select(word => (Toy.Weight(word) * Toy.Weight(word)) + 0.01), 0.03);
    }

    [Fact]
    public void Standard_errors_are_those_of_the_mean()
    {
        // Sum of the gradient: 1 + 2 · 3 · (e + n); its deviation is 6 · 0.5 = 3, over √400 copies 0.15.
        ExplanationRequest request = Toy.Request(Toy.Linear(curvature: 3), "not good");
        Attribution attribution = Toy.Make("smoothgrad:reduce=sum,samples=400,noise=0.5,scale=absolute").Explain(request);
        attribution.StandardErrors.ShouldBeClose([0.15, 0.15, 0.15, 0.15], 0.02);
        Toy.Make("smoothgrad").Explain(request).StandardErrors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("smoothgrad:samples=1", "2 to 10000")]
    [InlineData("vargrad:noise=0", "more than 0")]
    [InlineData("smoothgrad:of=lime", "gradient | absolute-gradient | gradient-x-input | integrated-gradients | method")]
    [InlineData("smoothgrad:of=method", "method=ID")]
    [InlineData("vargrad:method=gradient", "Add of=method")]
    [InlineData("vargrad:of=method,method=lime", "Allowed: explainers of the family gradient")]
    [InlineData("vargrad:of=method,method=discretized-integrated-gradients", "discretized-integrated-gradients excepted")]
    [InlineData("smoothgrad-squared:of=method,method=gradeint", "Did you mean 'gradient'")]
    [InlineData("smoothgrad:of=method,method=gradient-x-input,reduce=times-input", "sum (signed), l1 or l2")]
    public void Bad_options_are_refused_with_what_is_allowed(string spec, string allowed) =>
        Should.Throw<BenchException>(() => Toy.Make(spec)).Message.ShouldContain(allowed);
}
