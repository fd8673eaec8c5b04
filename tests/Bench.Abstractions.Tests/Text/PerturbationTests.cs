using Bench.TestKit;

namespace Bench.Abstractions.Tests;

public sealed class PerturbationTests
{
    private readonly ToyTokenizer _tokenizer = new();

    [Fact]
    public void Masks_in_place()
    {
        InputRow row = Keep(Removal.Mask);

        row.TokenIds.ToArray().ShouldBe([2, 10, 4, 3, 12, 3]);
        row.TypeIds.ToArray().ShouldBe([0, 0, 0, 0, 1, 1]);
    }

    [Fact]
    public void Pads_in_place() => Keep(Removal.Pad).TokenIds.ToArray().ShouldBe([2, 10, 0, 3, 12, 3]);

    [Fact]
    public void Deletes_ids_and_types()
    {
        InputRow row = Keep(Removal.Delete);

        row.TokenIds.ToArray().ShouldBe([2, 10, 3, 12, 3]);
        row.TypeIds.ToArray().ShouldBe([0, 0, 0, 1, 1]);
    }

    // Language models have no special tokens around a text: without a stand-in there would be no row.
    [Theory]
    [InlineData(Removal.Delete, 0, 3)]
    [InlineData(Removal.Delete, null, 3)]
    [InlineData(Removal.AttentionMask, 0, 3)]
    public void A_text_that_loses_every_token_leaves_one_that_stands_for_nothing(Removal removal, int? padding, int separator)
    {
        TokenizedText whole = _tokenizer.Tokenize("a b");
        var bare = new TokenizedText { Text = "a b", Tokens = [.. whole.Tokens.Where(token => !token.IsSpecial)] };
        var special = new SpecialTokens(null, separator, padding, null, null);
        InputRow row = Perturbation.Keep(bare, new bool[bare.Tokens.Length], removal, special);
        row.TokenIds.ToArray().ShouldBe([padding ?? separator]);
        row.AttentionMask.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Hides_from_attention()
    {
        InputRow row = Keep(Removal.AttentionMask);

        row.TokenIds.ToArray().ShouldBe([2, 10, 11, 3, 12, 3]);
        row.AttentionMask.ToArray().ShouldBe([true, true, false, true, true, true]);
        row.TypeIds.ToArray().ShouldBe([0, 0, 0, 0, 1, 1]);
    }

    [Theory]
    [InlineData(Removal.Mask)]
    [InlineData(Removal.Delete)]
    [InlineData(Removal.Pad)]
    [InlineData(Removal.AttentionMask)]
    public void Keeping_everything_is_the_unperturbed_row(Removal removal)
    {
        TokenizedText input = _tokenizer.Tokenize("a b");

        Perturbation.Keep(input, [true, true, true, true], removal, _tokenizer.Special).ShouldBeSameAs(input.Row);
    }

    [Fact]
    public void A_token_whose_output_is_explained_leaves_a_mask_in_its_place_and_is_followed()
    {
        var target = new Target(1, Position: 4);
        TokenizedText input = _tokenizer.Tokenize("a b c d").AnchoredAt(target);

        InputRow without = Perturbation.Keep(input, [true, false, true, true, false, true], Removal.Delete, _tokenizer.Special);

        without.TokenIds.ToArray().ShouldBe([2, 11, 12, 4, 3]);
        without.Origins.ToArray().ShouldBe([0, 2, 3, 4, 5]);
        target.In(without).Position.ShouldBe(3);
        new Target(0, 4, 2) { Against = new Target(0, 0, 3) }.In(without).ShouldBe(new Target(0, 3, 1) { Against = new Target(0, 0, 2) });
    }

    [Fact]
    public void A_fixed_segment_is_never_taken_away()
    {
        TokenizedText input = _tokenizer.Tokenize("a b", "c").WithFixed(1);

        input.FeaturePositions.ShouldBe([1, 2]);
        Perturbation.Keep(input, new bool[6], Removal.Delete, _tokenizer.Special).TokenIds.ToArray().ShouldBe([2, 3, 12, 3]);
    }

    // "a b" and "c": the second feature goes, and so do the special tokens as far as the flags say.
    private InputRow Keep(Removal removal) =>
        Perturbation.Keep(_tokenizer.Tokenize("a b", "c"), [false, true, false, false, true, false], removal, _tokenizer.Special);
}
