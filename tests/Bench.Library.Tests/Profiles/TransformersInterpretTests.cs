using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Library.Tests;

public sealed class TransformersInterpretTests : IDisposable
{
    private const string Text = "Not a dull moment (in it)!";

    private static readonly ExplainOptions _profile = new() { Profile = "transformers-interpret" };

    private readonly Explainer _bench = Explainer.Open(Repository.Model("sst2-bert-mini"));

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Scores_are_integrated_gradients_of_the_probability_of_the_cleaned_text_at_length_one()
    {
        ExplainedText explained = _bench.Explain(Text, options: _profile);
        TokenScores scores = explained.Explanations.ShouldHaveSingleItem();
        ExplainedText plain = _bench.Explain(
            "Not a dull moment ( in it ) ! ",
            explainers: ["integrated-gradients:steps=50,baseline=pad"],
            options: new ExplainOptions { Quantity = Quantity.Probability });

        double length = Math.Sqrt(plain.Explanations[0].Scores.Sum(score => score * score));
        scores.Scores.ShouldBe(plain.Explanations[0].Scores.Select(score => score / length));
        scores.Scores.Sum(score => score * score).ShouldBe(1, 1e-9);
        scores.Explanation.Attribution.Diagnostics["l2-norm"].ShouldBe(length);
        scores.Explanation.Quantity.ShouldBe(Quantity.Probability);
        explained.Text.ShouldBe(Text);
        explained.Input.Tokens.Where(token => !token.IsSpecial).Select(token => Text[token.Start..token.End]).ShouldContain("(");
    }

    [Fact]
    public void What_is_asked_for_goes_before_the_profile()
    {
        ExplainedText explained = _bench.Explain(
            Text, explainers: ["gradient", "integrated-gradients:steps=5"], options: _profile with { Quantity = Quantity.Logit });

        explained["gradient"].Explanation.Quantity.ShouldBe(Quantity.Logit);
        explained["integrated-gradients"].Explanation.Options["steps"].ShouldBe("5");
        explained["integrated-gradients"].Explanation.Options["baseline"].ShouldBe("pad");
    }

    [Fact]
    public void Pairs_and_questions_are_not_cleaned_and_answers_are_explained_by_logits()
    {
        Evaluation.OptionProfile profile = BuiltInProfiles.All.Single(one => one.Name == "transformers-interpret");
        ITokenizer tokenizer = new ToyTokenizer();

        profile.RulesOf("pair").Tokenizer(tokenizer).ShouldBeSameAs(tokenizer);
        profile.RulesOf("question-answering").Tokenizer(tokenizer).ShouldBeSameAs(tokenizer);
        profile.RulesOf("question-answering").Quantity.ShouldBe(Quantity.Logit);
        profile.RulesOf("question-answering").Explainers.ShouldBe(["layer-integrated-gradients"]);
        Words(profile.RulesOf("zero-shot").Tokenizer(tokenizer).Tokenize("a.b", "a.b"), 0).ShouldBe(["a", ".", "b"]);
        Words(profile.RulesOf("regression").Tokenizer(tokenizer).Tokenize("a.b", "a b"), 0).ShouldNotBe(["a", ".", "b"]);
    }

    private static IEnumerable<string> Words(TokenizedText text, int segment) =>
        text.Tokens.Where(token => !token.IsSpecial && token.Segment == segment).Select(token => token.Text);
}
