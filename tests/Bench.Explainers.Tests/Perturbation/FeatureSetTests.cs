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
        features.TokensKept([true, false]).ShouldBe([false, true, true, false, false]);
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
}
