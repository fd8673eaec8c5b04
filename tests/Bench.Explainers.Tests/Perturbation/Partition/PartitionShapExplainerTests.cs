using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

public class PartitionShapExplainerTests
{
    private const string Text = "a slow but very good film";

    [Theory]
    [InlineData("balanced", "mask")]
    [InlineData("balanced", "delete")]
    [InlineData("balanced", "attention-mask")]
    [InlineData("shap-text", "mask")]
    [InlineData("words", "pad")]
    [InlineData("clauses", "mask")]
    public void Is_exact_for_a_linear_model(string hierarchy, string removal)
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), Text);
        Attribution attribution = Toy.Make($"partition-shap:hierarchy={hierarchy},removal={removal}").Explain(request);
        attribution.FeatureScores(request).ShouldBeClose(Text.Split(' ').Select(Toy.Weight), 1e-5);
        attribution.Diagnostics[DiagnosticNames.EfficiencyGap].ShouldBe(0, 1e-9);
        attribution.Diagnostics[DiagnosticNames.BaselineValue].ShouldBe(0.5, 1e-6);
        attribution.Diagnostics["spread-share"].ShouldBe(0);
    }

    [Fact]
    public void Equal_words_share_equally_and_a_word_without_effect_gets_nothing()
    {
        // Both of the first two words are needed; the third does nothing.
        TokenizedText input = Toy.Tokenizer.Tokenize("not good film");
        ExplanationRequest request = Toy.Request(Toy.Game(input, kept => kept[0] && kept[1] ? 3 : 0), "not good film");
        Toy.Make("partition-shap").Explain(request).FeatureScores(request).ShouldBeClose([1.5, 1.5, 0], 1e-6);
    }

    [Fact]
    public void The_model_is_never_asked_more_rows_than_the_budget()
    {
        TokenizedText input = Toy.Tokenizer.Tokenize(Text);
        FunctionModel model = Toy.Game(input, kept => kept.Aggregate(1.0, (product, one) => product * (one ? 1.3 : 0.9)));
        ExplanationRequest request = Toy.Request(model, Text);
        Attribution attribution = Toy.Make("partition-shap:budget=20").Explain(request);
        model.Rows.ShouldBeLessThanOrEqualTo(20);
        attribution.Diagnostics["spread-share"].ShouldBeGreaterThan(0);
        attribution.Diagnostics[DiagnosticNames.EfficiencyGap].ShouldBe(0, 1e-6);
    }

    [Fact]
    public void A_requested_precision_saves_rows_and_is_met()
    {
        TokenizedText input = Toy.Tokenizer.Tokenize(Text);
        FunctionModel model = Toy.Game(input, kept => (kept[1] ? 8 : 0) + (kept[4] && kept[5] ? 0.4 : 0) + (kept[0] ? 0.1 : 0));
        ExplanationRequest request = Toy.Request(model, Text);
        Attribution attribution = Toy.Make("partition-shap:precision=0.1,batch=1").Explain(request);
        long rows = model.Rows;
        Attribution exact = Toy.Make("partition-shap").Explain(request);

        attribution.Diagnostics["unresolved-share"].ShouldBeInRange(0.01, 0.1);
        exact.Diagnostics["unresolved-share"].ShouldBe(0);
        rows.ShouldBeLessThan(model.Rows - rows);
        attribution.FeatureScores(request).ShouldBeClose(exact.FeatureScores(request), 0.1 * 8);
        attribution.Diagnostics[DiagnosticNames.EfficiencyGap].ShouldBe(0, 1e-6);
    }

    [Theory]
    [InlineData("precision=2", "0 to 1")]
    [InlineData("hierarchy=random", "balanced | shap-text | words | clauses")]
    [InlineData("budget=1", "2 to 1000000")]
    [InlineData("batch=0", "1 to 10000")]
    public void Bad_options_are_refused_with_what_is_allowed(string options, string allowed) =>
        Should.Throw<BenchException>(() => Toy.Make($"partition-shap:{options}")).Message.ShouldContain(allowed);
}
