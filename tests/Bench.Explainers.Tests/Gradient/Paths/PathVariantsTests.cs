using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

public class PathVariantsTests
{
    private const double Curvature = 3;

    private static double Part(double weight) => weight + (Curvature * weight * weight / 4);

    [Theory]
    [InlineData("bert-micro/six")]
    [InlineData("roberta-micro/short")]
    [InlineData("bert-micro-gelu-new/pair")]
    public void Adaptive_steps_end_where_the_gap_is_within_the_tolerance(string name)
    {
        (ExplanationRequest request, JsonElement target) = GoldenRequest.Of(name, Quantity.Logit).First();
        Attribution tight = Toy.Make("adaptive-integrated-gradients:tolerance=0.00001,baseline=pad").Explain(request);
        Attribution loose = Toy.Make("adaptive-integrated-gradients:tolerance=100,start=2").Explain(request);
        Math.Abs(tight.Diagnostics[DiagnosticNames.CompletenessGap]).ShouldBeLessThanOrEqualTo(1e-5);
        loose.Diagnostics["steps"].ShouldBe(2);
        tight.Diagnostics["steps"].ShouldBeGreaterThanOrEqualTo(8);
        JsonElement expected = target.At("integrated_gradients").EnumerateArray().First(entry =>
            entry.At("method").GetString() == "gausslegendre" && entry.At("baseline").GetString() == "pad");
        Close.Within(expected.At("scores").Doubles(), [.. tight.Scores], 1e-3, 1e-2, name);
    }

    [Theory]
    [InlineData("bert-micro/six")]
    [InlineData("roberta-micro/short")]
    [InlineData("distilbert-micro/pieces")]
    public void The_default_doubles_its_steps_until_the_gap_is_one_percent_of_the_change(string name)
    {
        ExplanationRequest request = GoldenRequest.Of(name, Quantity.Logit).First().Request;
        Attribution attribution = Toy.Make("integrated-gradients").Explain(request);
        double change = attribution.Diagnostics[DiagnosticNames.InputValue] - attribution.Diagnostics[DiagnosticNames.BaselineValue];
        Math.Abs(attribution.Diagnostics[DiagnosticNames.CompletenessGap]).ShouldBeLessThanOrEqualTo(0.01 * Math.Abs(change));
        int steps = (int)attribution.Diagnostics["steps"];
        attribution.Scores.ShouldBe(Toy.Make($"integrated-gradients:steps={steps}").Explain(request).Scores);
        if (steps > 8)
        {
            Attribution before = Toy.Make($"integrated-gradients:steps={steps / 2}").Explain(request);
            Math.Abs(before.Diagnostics[DiagnosticNames.CompletenessGap]).ShouldBeGreaterThan(0.01 * Math.Abs(change));
        }
    }

    // Captum's trapezoids miss by 1 / steps of the change, whatever the model: 8, 16, 32, 64 and 128 steps are tried.
    [Theory]
    [InlineData("", 128)]
    [InlineData(",tolerance=0.05", 32)]
    [InlineData(",tolerance=0.0625", 16)]
    [InlineData(",tolerance=0.2", 8)]
    [InlineData(",most=100", 64)]
    [InlineData(",most=64", 64)]
    [InlineData(",most=63", 32)]
    public void Doubling_stops_within_the_tolerance_or_at_the_most(string options, int steps)
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), "not very good");
        Attribution attribution = Toy.Make($"integrated-gradients:rule=trapezoid-captum{options}").Explain(request);
        attribution.Diagnostics["steps"].ShouldBe(steps);
        double whole = attribution.Diagnostics[DiagnosticNames.InputValue] - attribution.Diagnostics[DiagnosticNames.BaselineValue];
        attribution.Diagnostics[DiagnosticNames.CompletenessGap].ShouldBe(-whole / steps, 1e-5);
    }

    [Theory]
    [InlineData(16, 16)]
    [InlineData(15, 8)]
    [InlineData(8, 8)]
    public void The_last_doubling_may_reach_the_most(int most, int steps)
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), "not very good");
        Toy.Make($"adaptive-integrated-gradients:rule=trapezoid-captum,start=4,most={most}").Explain(request)
            .Diagnostics["steps"].ShouldBe(steps);
    }

    [Fact]
    public void Adaptive_steps_stop_at_the_most_and_the_gap_tells()
    {
        // Captum's trapezoids miss by 1 / steps, whatever the model: 4, 8 and 16 steps are tried.
        ExplanationRequest request = Toy.Request(Toy.Linear(), "not very good");
        Attribution attribution = Toy.Make("adaptive-integrated-gradients:rule=trapezoid-captum,start=4,most=20").Explain(request);
        attribution.Diagnostics["steps"].ShouldBe(16);
        double whole = attribution.Diagnostics[DiagnosticNames.InputValue] - attribution.Diagnostics[DiagnosticNames.BaselineValue];
        attribution.Diagnostics[DiagnosticNames.CompletenessGap].ShouldBe(-whole / 16, 1e-5);
    }

    [Fact]
    public void Several_baselines_are_averaged()
    {
        (ExplanationRequest request, _) = GoldenRequest.Of("bert-micro/six", Quantity.Logit).First();
        double[] Single(string baseline) => [.. Toy.Make($"integrated-gradients:steps=20,baseline={baseline}").Explain(request).Scores];
        Attribution all = Toy.Make("multi-baseline-integrated-gradients").Explain(request);
        all.Scores.ShouldBeClose(
            Single("pad").Zip(Single("mask"), Single("zero")).Select(parts => (parts.First + parts.Second + parts.Third) / 3), 1e-9);
        Toy.Make("multi-baseline-integrated-gradients:baselines=zero").Explain(request).Scores.ShouldBeClose(Single("zero"), 1e-12);
        all.Diagnostics[DiagnosticNames.CompletenessGap].ShouldBe(0, 1e-4);
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Micro), MemberType = typeof(GoldenCases))]
    public void Sequential_scores_are_the_effects_of_masking_one_token(string name)
    {
        // A token's integral along its own path is f(text) − f(text with the mask in its place).
        foreach ((ExplanationRequest request, JsonElement target) in GoldenRequest.Of(name, Quantity.Logit))
        {
            // DistilBERT's ReLU has kinks on the way, at which quadrature converges slowly.
            bool kink = name.StartsWith("distilbert", StringComparison.Ordinal);
            string spec = $"sequential-integrated-gradients:steps={(kink ? 60 : 30)}";
            Close.Within(
                target.At("leave_one_out", "mask", "logit").Doubles(),
                Toy.Make(spec).Explain(request).FeatureScores(request),
                kink ? 0.03 : 1e-4,
                kink ? 0.03 : 1e-3,
                name);
        }
    }

    [Fact]
    public void Expected_gradients_are_parts_less_the_mean_part_of_the_references()
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(Curvature), "not good");
        Attribution attribution = Toy.Make(
            "expected-gradients:samples=40000,references=texts,texts=a film|slow|very long").Explain(request);
        double[] first = [Part(Toy.Weight("a")), Part(Toy.Weight("slow")), Part(Toy.Weight("very"))];
        double[] second = [Part(Toy.Weight("film")), 0, Part(Toy.Weight("long"))];
        double[] expected = [Part(Toy.Weight("not")) - first.Average(), Part(Toy.Weight("good")) - second.Average()];
        double[] scores = attribution.FeatureScores(request);
        for (int i = 0; i < 2; i++)
        {
            double error = attribution.StandardErrors[i + 1];
            error.ShouldBeInRange(1e-6, 0.05);
            scores[i].ShouldBe(expected[i], 4 * error);
        }

        attribution.Diagnostics[DiagnosticNames.BaselineValue].ShouldBe(0.5 + first.Average() + second.Average(), 0.05);
    }

    [Fact]
    public void A_requested_precision_ends_the_sampling_and_what_was_drawn_is_the_start_of_the_whole()
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(Curvature), "not good");
        const string Spec = "expected-gradients:references=texts,texts=a film|slow|very long";
        Attribution early = Toy.Make($"{Spec},samples=40000,precision=0.05").Explain(request);
        double drawn = early.Diagnostics["samples"];
        Attribution same = Toy.Make($"{Spec},samples={drawn}").Explain(request);

        drawn.ShouldBeInRange(32, 20000);
        (early.StandardErrors.Max() / (early.Scores.Max() - early.Scores.Min())).ShouldBeLessThanOrEqualTo(0.05);
        early.Scores.ShouldBe(same.Scores);
        early.Diagnostics[DiagnosticNames.CompletenessGap].ShouldBe(same.Diagnostics[DiagnosticNames.CompletenessGap], 1e-9);
    }

    [Fact]
    public void From_padding_they_are_integrated_gradients_by_chance()
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), "not good");
        Attribution attribution = Toy.Make("expected-gradients:references=pad,samples=2").Explain(request);
        attribution.FeatureScores(request).ShouldBeClose([Toy.Weight("not"), Toy.Weight("good")], 1e-6);
        attribution.Diagnostics[DiagnosticNames.CompletenessGap].ShouldBe(0, 1e-6);
    }

    [Fact]
    public void Noise_on_the_input_adds_the_variance_of_the_curve()
    {
        // E[(e + n)²] = e² + σ²: with σ = 0.2 and curvature 3 every token, special ones too, gains 0.12.
        ExplanationRequest request = Toy.Request(Toy.Linear(Curvature), "not good");
        Attribution attribution = Toy.Make("expected-gradients:references=pad,noise=0.2,samples=40000").Explain(request);
        double[] expected = [0.12, Part(Toy.Weight("not")) + 0.12, Part(Toy.Weight("good")) + 0.12, 0.12];
        for (int i = 0; i < 4; i++)
        {
            attribution.Scores[i].ShouldBe(expected[i], 4 * attribution.StandardErrors[i]);
        }
    }

    [Fact]
    public void Gradient_shap_is_integrated_gradients_by_chance_from_the_mask_with_noise_in_the_unit_asked_for()
    {
        // Curvature 3 and deviation d add 3 d² to every token (see above); a range of embeddings r makes d = noise · r.
        ExplanationRequest request = Toy.Request(Toy.Linear(Curvature), "not good");
        double[] elements = [0, Toy.Weight("not"), Toy.Weight("not") / 2, Toy.Weight("good"), Toy.Weight("good") / 2];
        double added = 3 * Math.Pow(0.1 * (elements.Max() - elements.Min()), 2);
        double[] expected = [added, Part(Toy.Weight("not")) + added, Part(Toy.Weight("good")) + added, added];

        Attribution attribution = Toy.Make("gradient-shap:noise=0.1,samples=40000").Explain(request);

        for (int i = 0; i < 4; i++)
        {
            attribution.Scores[i].ShouldBe(expected[i], 4 * attribution.StandardErrors[i]);
            attribution.StandardErrors[i].ShouldBeInRange(1e-6, 0.05);
        }
    }

    [Theory]
    [InlineData("gradient-shap:noise=0", "expected-gradients:references=mask")]
    [InlineData("gradient-shap:scale=absolute", "expected-gradients:references=mask,noise=0.01")]
    [InlineData("gradient-shap:references=pad", "expected-gradients:references=pad,noise=0.01,scale=range")]
    public void Gradient_shap_and_expected_gradients_are_one_method_with_other_defaults(string one, string other)
    {
        ExplanationRequest request = GoldenRequest.Of("bert-micro/six", Quantity.Logit).First().Request;
        Toy.Make(one).Explain(request).Scores.ShouldBe(Toy.Make(other).Explain(request).Scores);
    }

    [Fact]
    public void Random_references_never_hold_special_tokens_and_keep_those_of_the_input()
    {
        ReferenceEncoder model = GoldenCases.Reference("bert-micro");
        ExplanationRequest request = Toy.Request(model, "not good");
        var references = new ReferenceSet(request, ReferenceKind.RandomTokens, []);
        var random = new DeterministicRandom(1);
        int width = model.Info.EmbeddingWidth;
        float[][] special = [.. Enumerable.Range(0, 5).Select(id => model.Embed([id]).Span.ToArray())];
        for (int k = 0; k < 600; k++)
        {
            float[] reference = references.Draw(random);
            reference.AsSpan(0, width).SequenceEqual(special[2]).ShouldBeTrue();
            reference.AsSpan(3 * width).SequenceEqual(special[3]).ShouldBeTrue();
            special.Count(one => reference.AsSpan(width, width).SequenceEqual(one)).ShouldBe(0);
        }
    }

    [Theory]
    [InlineData("adaptive-integrated-gradients:start=100,most=50", "2 to 50")]
    [InlineData("adaptive-integrated-gradients:tolerance=0", "more than 0")]
    [InlineData("adaptive-integrated-gradients:baseline=text", "baseline-text")]
    [InlineData("multi-baseline-integrated-gradients:baselines=pad;noise", "pad, mask and zero")]
    [InlineData("sequential-integrated-gradients:steps=0", "2 to 2000")]
    [InlineData("expected-gradients:references=texts", "texts=")]
    [InlineData("expected-gradients:texts=a film", "references=texts")]
    [InlineData("gradient-shap:references=texts", "gradient-shap:texts")]
    [InlineData("gradient-shap:references=file", "gradient-shap:reference-file")]
    public void Bad_options_are_refused_with_what_is_allowed(string spec, string allowed) =>
        Should.Throw<BenchException>(() => Toy.Make(spec)).Message.ShouldContain(allowed);
}
