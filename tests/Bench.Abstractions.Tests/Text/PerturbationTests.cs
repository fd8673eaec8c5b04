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

    [Fact]
    public void Hides_from_attention()
    {
        InputRow row = Keep(Removal.AttentionMask);

        row.TokenIds.ToArray().ShouldBe([2, 10, 11, 3, 12, 3]);
        row.AttentionMask.ToArray().ShouldBe([true, true, false, true, true, true]);
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

    // "a b" and "c": the second feature goes, and so do the special tokens as far as the flags say.
    private InputRow Keep(Removal removal) =>
        Perturbation.Keep(_tokenizer.Tokenize("a b", "c"), [false, true, false, false, true, false], removal, _tokenizer.Special);
}
