using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

public class CoalitionGameTests
{
    [Fact]
    public void Values_are_those_of_the_model_and_no_coalition_is_asked_twice()
    {
        TokenizedText input = Toy.Tokenizer.Tokenize("not good");
        FunctionModel model = Toy.Game(input, kept => (kept[0] ? 1 : 0) + (kept[1] ? 10 : 0));
        var game = new CoalitionGame(
            Toy.Request(model, "not good"), FeatureSet.Of(input, FeatureUnit.Tokens), Removal.Mask, CancellationToken.None);
        game.Values([[true, false], [true, true], [true, false]]).ShouldBe([1, 11, 1]);
        game.Values([[true, true], [false, false]]).ShouldBe([11, 0]);
        model.Rows.ShouldBe(3);
        game.Rows.ShouldBe(3);
    }

    [Fact]
    public void A_number_that_is_not_finite_is_refused()
    {
        TokenizedText input = Toy.Tokenizer.Tokenize("good");
        var game = new CoalitionGame(
            Toy.Request(Toy.Game(input, _ => double.NaN), "good"),
            FeatureSet.Of(input, FeatureUnit.Tokens),
            Removal.Mask,
            CancellationToken.None);
        Should.Throw<BenchException>(() => game.Values([[true]])).Message.ShouldContain("NaN");
    }

    [Fact]
    public void Deletion_is_refused_where_the_target_is_a_token()
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), "good") with { Target = new Target(1, Position: 1) };
        Should.Throw<BenchException>(() => Toy.Make("lime:removal=delete").Explain(request)).Message.ShouldContain("attention-mask");
    }

    [Fact]
    public void Cancellation_reaches_the_model()
    {
        TokenizedText input = Toy.Tokenizer.Tokenize("good");
        ExplanationRequest request = Toy.Request(Toy.Game(input, _ => 1), "good");
        Should.Throw<OperationCanceledException>(() => Toy.Make("lime").Explain(request, new CancellationToken(canceled: true)));
    }
}
