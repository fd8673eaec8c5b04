using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

/// <summary>Bad options are refused before the model is asked for a single row, and the message says what is allowed.</summary>
public class RefusalTests
{
    private static readonly string _forty = string.Join(' ', Enumerable.Range(0, 40).Select(i => $"w{i}"));

    [Theory]
    [InlineData("integrated-gradients:steps=0", "Allowed: 1 to")]
    [InlineData("adaptive-integrated-gradients:tolerance=-1", "Allowed: ")]
    [InlineData("sequential-integrated-gradients:steps=0", "Allowed: 2 to")]
    [InlineData("discretized-integrated-gradients:steps=0", "Allowed: ")]
    [InlineData("expected-gradients:samples=0", "Allowed: 2 to")]
    [InlineData("smoothgrad:samples=0", "Allowed: ")]
    [InlineData("lime:kernel-width=-1", "Allowed: more than 0")]
    [InlineData("lime:kernel-width=0", "Allowed: more than 0")]
    [InlineData("lime:ridge=-1", "Allowed: 0 or more")]
    [InlineData("occlusion:window=0", "Allowed: 1 to 10000")]
    [InlineData("occlusion:window=2,stride=3", "1 to 2")]
    [InlineData("partition-shap:hierarchy=sentences", "Allowed: balanced | shap-text | words | clauses")]
    [InlineData("partition-shap:budget=1", "Allowed: 2 to")]
    [InlineData("sobol:budget=3", "Allowed: 4 to")]
    [InlineData("kernel-shap:budget=3", "Allowed: 4 to")]
    [InlineData("kernel-shap:precision=2", "Allowed: 0 to 1")]
    [InlineData("shapley-sampling:features=letters", "Allowed: tokens | words | spans")]
    [InlineData("exact-shapley:removal=burn", "Allowed: mask | delete | pad | attention-mask")]
    [InlineData("attention:aggregate=mode", "Allowed: mean | median | max")]
    [InlineData("value-zeroing:layers=first", "Allowed: rollout | mean | last")]
    [InlineData("alti:read=all", "Allowed: classification | mean-over-queries")]
    [InlineData("hotflip:most=0", "Allowed: 1 to 1000")]
    [InlineData("aggregate:level=paragraph", "Allowed: ")]
    public void Values_that_no_text_allows_are_refused_when_the_explainer_is_made(string spec, string allowed) =>
        Should.Throw<BenchException>(() => Toy.Make(spec)).Message.ShouldContain(allowed);

    [Theory]
    [InlineData("occlusion:window=41", "1 to 40")]
    [InlineData("exact-shapley", "Allowed: 1 to 14 features")]
    [InlineData("faith-shap", "Allowed: 1 to 14 features")]
    [InlineData("sobol:budget=81", "Allowed for this text: 82 or more")]
    [InlineData("kernel-shap:budget=50", "Allowed for this text: 82 or more")]
    [InlineData("leverage-shap:budget=50", "Allowed for this text: 82 or more")]
    [InlineData("shapley-sampling:budget=50", "Allowed for this text: 80 or more")]
    [InlineData("kernel-shap:features=spans", "spans=start-end")]
    [InlineData("unbiased-kernel-shap:spans=0-2", "features=spans")]
    [InlineData("leave-one-out:features=spans,spans=0-2000", "Allowed for this text: 0 to")]
    [InlineData("lime:features=spans,spans=0-2;1-2", "shares a token")]
    [InlineData("aggregate:level=spans,spans=0-2000", "Allowed for this text: 0 to")]
    [InlineData("aggregate:of=exact-shapley", "Allowed: 1 to 14 features")]
    [InlineData("ensemble:of=\"random,occlusion:window=41\"", "1 to 40")]
    public void Values_that_this_text_does_not_allow_are_refused_before_the_model_is_asked(string spec, string allowed)
    {
        var model = new FunctionModel(_ => [0, 0], "NO", "YES");
        ExplanationRequest request = Toy.Request(model, _forty) with
        {
            Tokenizer = new ToyTokenizer(),
            Input = new ToyTokenizer().Tokenize(_forty),
        };

        Should.Throw<BenchException>(() => Toy.Make(spec).Check(model.Info, request.Tokenizer, request.Input)).Message
            .ShouldContain(allowed);
        Should.Throw<BenchException>(() => Toy.Make(spec).Explain(request)).Message.ShouldContain(allowed);

        model.Rows.ShouldBe(0);
    }

    [Theory]
    [InlineData("attention:layers=0;1", "Allowed with this model: 0 to 0")]
    [InlineData("attention:heads=1", "Allowed with this model: 0 to 0")]
    [InlineData("attention-flow", "Allowed: 1 to 128 tokens")]
    public void What_the_model_or_its_maps_do_not_allow_is_refused_by_the_check(string spec, string allowed)
    {
        string text = string.Join(' ', Enumerable.Repeat("good", 127));
        ExplanationRequest request = Toy.Request(Toy.Linear(), text);

        Should.Throw<BenchException>(() => Toy.Make(spec).Check(request.Model.Info, request.Tokenizer, request.Input))
            .Message.ShouldContain(allowed);
    }

    [Fact]
    public void References_that_the_model_does_not_know_are_refused()
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), "not very good") with { Tokenizer = new OfAnotherModel() };

        Should.Throw<BenchException>(() => Toy.Make("expected-gradients:references=texts,texts=\"ett två\"").Explain(request))
            .Message.ShouldContain("Allowed: texts in a language and script of the model explained");
    }

    /// <summary>Knows no word at all.</summary>
    private sealed class OfAnotherModel : ITokenizer
    {
        private readonly ToyTokenizer _inner = new();

        public SpecialTokens Special => _inner.Special;

        public string Piece(int id) => _inner.Piece(id);

        public TokenizedText Tokenize(string text, string? textPair = null)
        {
            TokenizedText known = _inner.Tokenize(text, textPair);
            return new TokenizedText
            {
                Text = text,
                Tokens = [.. known.Tokens.Select(token => token.IsSpecial ? token : token with { Id = Special.Unknown!.Value })],
            };
        }
    }
}
