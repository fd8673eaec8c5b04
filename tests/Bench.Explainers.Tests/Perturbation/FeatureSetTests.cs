using Bench.Abstractions;

namespace Bench.Explainers.Tests;

public class FeatureSetTests
{
    /// <summary>[CLS] un ##happy end [SEP].</summary>
    private static TokenizedText Pieces() => new()
    {
        Text = "unhappy end",
        Tokens =
        [
            new Token(2, "[CLS]", 0, 0, true, 0, 0, -1),
            new Token(20, "un", 0, 2, false, 0, 0, 0),
            new Token(21, "##happy", 2, 7, false, 0, 0, 0),
            new Token(22, "end", 8, 11, false, 0, 0, 1),
            new Token(3, "[SEP]", 0, 0, true, 0, 0, -1),
        ],
    };

    [Fact]
    public void Words_stay_and_go_with_all_their_pieces()
    {
        var features = FeatureSet.Of(Pieces(), FeatureUnit.Words);
        features.Count.ShouldBe(2);
        features.TokensKept([true, false]).ShouldBe([true, true, true, false, true]);
    }

    [Fact]
    public void A_words_score_is_shared_by_its_pieces() =>
        FeatureSet.Of(Pieces(), FeatureUnit.Words).PerToken([3, -1]).ShouldBe([0, 1.5, 1.5, -1, 0]);

    [Fact]
    public void All_positions_can_go_but_special_tokens_score_nothing()
    {
        var features = FeatureSet.AllPositions(Pieces());
        features.Count.ShouldBe(5);
        InputRow row = Bench.Abstractions.Perturbation.Keep(
            features.Perturbed, features.TokensKept(new bool[5]), Removal.Mask, Toy.Tokenizer.Special);
        row.TokenIds.ToArray().ShouldBe([4, 4, 4, 4, 4]);
        features.PerToken([1, 2, 3, 4, 5]).ShouldBe([0, 2, 3, 4, 0]);
    }

    [Fact]
    public void A_text_without_features_is_refused()
    {
        var empty = new TokenizedText { Text = "", Tokens = [.. Pieces().Tokens.Where(token => token.IsSpecial)] };
        Should.Throw<BenchException>(() => FeatureSet.Of(empty, FeatureUnit.Tokens)).Message.ShouldContain("no token");
    }

    [Fact]
    public void Spans_take_the_tokens_they_touch_and_the_rest_stays()
    {
        TokenizedText input = Toy.Tokenizer.Tokenize("a great film", "the end");
        var features = FeatureSet.Of(input, FeatureUnit.Spans, "3-12;2:0-3");
        features.Groups.Select(group => group.ToArray()).ShouldBe([[2, 3], [5]]);
        features.TokensKept([false, true]).ShouldBe([true, true, false, false, true, true, true, true]);
    }

    [Theory]
    [InlineData(FeatureUnit.Spans, "", "spans=start-end")]
    [InlineData(FeatureUnit.Words, "0-1", "features=spans")]
    [InlineData(FeatureUnit.Spans, "0-13", "0 to 12")]
    [InlineData(FeatureUnit.Spans, "2:0-1", "0 to 0")]
    [InlineData(FeatureUnit.Spans, "4-2", "'4-2' is not a span")]
    [InlineData(FeatureUnit.Spans, "one", "'one' is not a span")]
    [InlineData(FeatureUnit.Spans, "1-2", "No token")]
    [InlineData(FeatureUnit.Spans, "0-3;2-7", "shares a token")]
    public void Spans_that_do_not_fit_are_refused(FeatureUnit unit, string spans, string expected) =>
        Should.Throw<BenchException>(() => FeatureSet.Of(Toy.Tokenizer.Tokenize("a great film"), unit, spans))
            .Message.ShouldContain(expected);

    [Theory]
    [InlineData("exact-shapley")]
    [InlineData("leave-one-out")]
    [InlineData("lime:ridge=0,samples=50")]
    public void Methods_score_spans(string spec)
    {
        ExplanationRequest request = Toy.Request(Toy.Linear(), "a great film");
        string options = (spec.Contains(':', StringComparison.Ordinal) ? "," : ":") + "features=spans,spans=0-7;8-12";
        double first = (Toy.Weight("a") + Toy.Weight("great")) / 2;
        Toy.Make(spec + options).Explain(request).FeatureScores(request).ShouldBeClose([first, first, Toy.Weight("film")], 1e-5);
    }
}
