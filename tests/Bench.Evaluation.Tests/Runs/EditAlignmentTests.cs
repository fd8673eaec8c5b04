using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class EditAlignmentTests
{
    private readonly ToyTokenizer _tokenizer = new();

    [Theory]
    [InlineData("a b c", "a x c", "1>1 3>3")]
    [InlineData("a b c", "b c a", "2>1 3>2")]
    [InlineData("a b", "x a y b z", "1>2 2>4")]
    [InlineData("a a b", "a b", "1>1 3>2")]
    [InlineData("a b", "c d", "")]
    public void Words_that_stayed_in_order_correspond(string text, string edited, string expected) =>
        Written(text, null, edited, null).ShouldBe(expected);

    [Fact]
    public void Words_of_a_pair_correspond_within_their_text() => Written("a b", "c a", "b", "a c").ShouldBe("2>1 5>3");

    [Fact]
    public void Words_are_those_of_the_text_whatever_the_tokenizer_parts()
    {
        // "don't" is one word, however it is parted, and "don" is another.
        TokenizedText text = Parted("I don't go", (0, 1), (2, 5), (5, 6), (6, 7), (8, 10));
        TokenizedText edited = Parted("I don go", (0, 1), (2, 5), (6, 8));

        EditAlignment.Of(text, edited, []).Select(word => (word.Original.Single(), word.Edited.Single())).ShouldBe([(0, 0), (4, 2)]);
    }

    [Fact]
    public void A_given_alignment_takes_the_place_of_words()
    {
        // "not bad" became "good"; a stretch between words touches nothing.
        TokenizedText text = _tokenizer.Tokenize("a not bad film");
        TokenizedText edited = _tokenizer.Tokenize("a good film");
        AlignedSpans[] given = [new(new(2, 9), new(2, 6)), new(new(1, 2), new(0, 1))];

        AlignedTokens aligned = EditAlignment.Of(text, edited, [.. given]).ShouldHaveSingleItem();

        aligned.Original.ShouldBe([2, 3]);
        aligned.Edited.ShouldBe([2]);
    }

    [Fact]
    public void Tokens_without_characters_go_with_the_next_word_and_spaces_are_none_of_it()
    {
        // As a byte-level tokenizer writes them: a lone space, then words with the space in front.
        TokenizedText text = Parted("  a b", (0, 0), (1, 3), (3, 5));
        TokenizedText edited = Parted("a  b", (0, 1), (1, 1), (2, 4));

        EditAlignment.Of(text, edited, []).Select(word => $"{string.Join(',', word.Original)}>{string.Join(',', word.Edited)}")
            .ShouldBe(["0,1>0", "2>1,2"]);
        EditAlignment.Of(text, edited, [new(new(0, 5), new(0, 4))]).Single().Original.ShouldBe([1, 2]);
    }

    private static TokenizedText Parted(string text, params (int Start, int End)[] tokens) => new()
    {
        Text = text,
        Tokens = [.. tokens.Select((token, i) => new Token(10 + i, "", token.Start, token.End, false, 0, 0, i))],
    };

    private string Written(string text, string? pair, string edited, string? editedPair) => string.Join(' ', EditAlignment
        .Of(_tokenizer.Tokenize(text, pair), _tokenizer.Tokenize(edited, editedPair), [])
        .Select(word => $"{string.Join(',', word.Original)}>{string.Join(',', word.Edited)}"));
}
