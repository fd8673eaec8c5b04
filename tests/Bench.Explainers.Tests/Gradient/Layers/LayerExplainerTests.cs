using Bench.Abstractions;
using Bench.Inference;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

public sealed class LayerExplainerTests : IDisposable
{
    private readonly ManagedEncoder _model = ManagedCore.Load(Repository.Model("bert-micro"));

    private ExplanationRequest Request => GoldenRequest.Of("bert-micro/six", Quantity.Logit).First().Request with { Model = _model };

    [Theory]
    [InlineData("deeplift")]
    [InlineData("deeplift:baseline=zero")]
    [InlineData("deeplift:baseline=text,baseline-text=good")]
    public void DeepLift_scores_sum_to_the_change_in_one_pass(string spec)
    {
        foreach (Quantity quantity in Enum.GetValues<Quantity>())
        {
            Attribution attribution = Toy.Make(spec).Explain(Toy.Request(_model, "not very good") with { Quantity = quantity });

            double change = attribution.Diagnostics[DiagnosticNames.InputValue] - attribution.Diagnostics[DiagnosticNames.BaselineValue];
            Math.Abs(change).ShouldBeGreaterThan(1e-3);
            attribution.Scores.Sum().ShouldBe(change, 1e-4);
            attribution.Diagnostics[DiagnosticNames.CompletenessGap].ShouldBe(attribution.Scores.Sum() - change, 1e-9);
        }
    }

    [Fact]
    public void DeepLift_from_a_reference_close_by_is_gradient_times_difference()
    {
        ExplanationRequest request = Request;
        float[] words = _model.Embed(request.Input.Row).Span.ToArray();
        float[] near = [.. words.Select((value, i) => value + (i % 3 == 0 ? 1e-3f : -5e-4f))];
        Answer gradient = _model.Gradients([new TargetQuery(request.Input.Row, request.Target, Quantity.Logit)])[0];

        PointContrast contrast = _model.Contrast(new TargetQuery(request.Input.Row, request.Target, Quantity.Logit), null, near, words);

        Close.Within(
            [.. gradient.Gradient.Span.ToArray().Select(value => (double)value)],
            [.. contrast.Multipliers.Span.ToArray().Select(value => (double)value)],
            1e-2,
            1e-2,
            "multipliers");
    }

    [Fact]
    public void Layer_integrated_gradients_through_words_are_integrated_gradients() =>
        Toy.Make("layer-integrated-gradients:of=word,steps=20").Explain(Request).Scores
            .ShouldBeClose(Toy.Make("integrated-gradients:steps=20").Explain(Request).Scores, 1e-4);

    [Theory]
    [InlineData("pad")]
    [InlineData("keep")]
    public void Separators_become_in_a_layer_what_they_become_in_words(string separators)
    {
        ExplanationRequest request = Toy.Request(_model, "not very good", "good");
        string options = $"steps=20,separators={separators}";

        Attribution attribution = Toy.Make($"layer-integrated-gradients:of=word,{options}").Explain(request);

        attribution.Scores.ShouldBeClose(Toy.Make($"integrated-gradients:{options}").Explain(request).Scores, 1e-4);
        (attribution.Scores[4] == 0).ShouldBe(separators == "keep");
    }

    [Theory]
    [InlineData("of=whole")]
    [InlineData("of=position")]
    [InlineData("of=layer,layer=1")]
    [InlineData("of=layer,layer=2")]
    [InlineData("of=whole,baseline=pad")]
    public void They_are_complete_wherever_the_path_runs(string options)
    {
        Attribution attribution = Toy.Make($"layer-integrated-gradients:{options},tolerance=0.001").Explain(Request);
        double change = attribution.Diagnostics[DiagnosticNames.InputValue] - attribution.Diagnostics[DiagnosticNames.BaselineValue];
        attribution.Diagnostics[DiagnosticNames.InputValue].ShouldBe(
            _model.Values([Request.Input.Row], Request.Target, Quantity.Logit)[0], 1e-5);
        attribution.Scores.Sum().ShouldBe(change, Math.Max(1e-4, 0.002 * Math.Abs(change)));
        attribution.Scores.Count(score => score != 0).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void After_the_last_layer_only_the_token_that_the_head_reads_counts()
    {
        Attribution attribution = Toy.Make("layer-integrated-gradients:of=layer,layer=2").Explain(Request);
        attribution.Scores[0].ShouldNotBe(0);
        attribution.Scores.Skip(1).ShouldAllBe(score => score == 0);
    }

    [Fact]
    public void The_first_token_stands_at_its_own_place_already() =>
        Toy.Make("layer-integrated-gradients:of=position").Explain(Request).Scores[0].ShouldBe(0);

    [Fact]
    public void Gradients_by_positions_are_those_by_words_and_meet_other_embeddings()
    {
        Toy.Make("gradient:embedding=position").Explain(Request).Scores.ShouldBe(Toy.Make("gradient").Explain(Request).Scores);
        Answer gradient = _model.Gradients([new TargetQuery(Request.Input.Row, Request.Target, Quantity.Logit)])[0];
        Tensor positions = _model.Answer(Request.Query(Ask.Positions)).Positions;
        double[] expected = [.. Enumerable.Range(0, Request.Input.Tokens.Length).Select(token =>
            gradient.Gradient[token].Span.ToArray().Zip(positions[token].Span.ToArray()).Sum(pair => (double)pair.First * pair.Second))];

        Toy.Make("gradient-x-input:embedding=position").Explain(Request).Scores.ShouldBeClose(expected, 1e-9);
    }

    [Fact]
    public void Gradients_by_whole_embeddings_are_slopes_of_the_first_layers_input()
    {
        ExplanationRequest request = Request;
        float[] states = _model.States(request.Input.Row, 0).Span.ToArray();
        int width = states.Length / request.Input.Tokens.Length;
        double At(double factor)
        {
            float[] moved = (float[])states.Clone();
            for (int i = width; i < 2 * width; i++)
            {
                moved[i] = (float)(factor * moved[i]);
            }

            return _model.Contrast(new TargetQuery(request.Input.Row, request.Target, Quantity.Logit), 0, moved, moved).To;
        }

        Toy.Make("gradient-x-input:embedding=whole").Explain(request).Scores[1].ShouldBe((At(1.01) - At(0.99)) / 0.02, 1e-2);
        Toy.Make("gradient:embedding=whole").Explain(request).Scores.ShouldNotBe(Toy.Make("gradient").Explain(request).Scores);
    }

    [Theory]
    [InlineData("layer-integrated-gradients:of=layer", "Add layer=NUMBER")]
    [InlineData("layer-integrated-gradients:layer=1", "Add of=layer")]
    [InlineData("layer-integrated-gradients:of=layer,layer=0", "Allowed: 1 to")]
    [InlineData("deeplift:baseline=text", "baseline-text")]
    public void Options_go_together(string spec, string expected) =>
        Should.Throw<BenchException>(() => Toy.Make(spec)).Message.ShouldContain(expected);

    [Fact]
    public void A_layer_that_the_model_lacks_is_refused_by_the_check()
    {
        const string Spec = "layer-integrated-gradients:of=layer,layer=3";
        Should.Throw<BenchException>(() => Toy.Make(Spec).Check(_model.Info, Request.Tokenizer, Request.Input)).Message
            .ShouldContain("1 to 2");
        Should.Throw<BenchException>(() => Toy.Make(Spec).Explain(Request)).Message.ShouldContain("1 to 2");
    }

    public void Dispose() => _model.Dispose();
}
