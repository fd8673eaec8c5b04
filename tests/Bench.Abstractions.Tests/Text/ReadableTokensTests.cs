namespace Bench.Abstractions.Tests;

public sealed class ReadableTokensTests
{
    [Fact]
    public void Characters_of_the_text_are_shown_and_not_the_way_a_vocabulary_writes_them() => Of(
        "great film 😀 a",
        ("<s>", null),
        ("great", new(0, 5)),
        ("Ġfilm", new(5, 10)),
        ("ĠðŁĺ", new(10, 13)),
        ("Ģ", new(11, 13)),
        ("Ġ", new(13, 14)),
        ("▁a", new(14, 15)),
        ("</s>", null)).ShouldBe(["<s>", "great", "film", "😀", "😀", "␣", "a", "</s>"]);

    [Fact]
    public void Tokens_of_one_character_are_counted() =>
        Of("😀", ("ðŁ", new(0, 2)), ("ĺ", new(0, 2)), ("Ģ", new(0, 2))).ShouldBe(["😀 1/3", "😀 2/3", "😀 3/3"]);

    [Fact]
    public void White_space_has_signs() =>
        Of("\n\t  ", ("Ċ", new(0, 1)), ("ĉ", new(1, 2)), ("ĠĠ", new(2, 4))).ShouldBe(["↵", "→", "␣␣"]);

    [Theory]
    [InlineData("Films", "##S", 4, 5, "##S")]
    [InlineData("Films", "films", 0, 5, "Films")]
    [InlineData("电影", "[UNK]", 0, 2, "电影")]
    [InlineData("a", "▁", 0, 0, "␣")]
    [InlineData("a", "<x>", 0, 0, "<x>")]
    public void Pieces_are_shown_where_they_say_more(string text, string piece, int start, int end, string expected) =>
        Of(text, (piece, new(start, end))).ShouldBe([expected]);

    [Fact]
    public void The_second_text_has_characters_of_its_own() =>
        ReadableTokens.Of("one", "two", [("Ġone", new CharacterSpan(0, 3)), ("Ġtwo", new CharacterSpan(0, 3, 1))]).ShouldBe(["one", "two"]);

    [Theory]
    [InlineData(0, 1, 0, 1)]
    [InlineData(1, 6, 2, 6)]
    [InlineData(1, 2, 2, 2)]
    [InlineData(3, 3, 3, 3)]
    public void The_space_before_a_word_is_none_of_its_characters(int start, int end, int expectedStart, int expectedEnd) =>
        new CharacterSpan(start, end).WithoutSpaces("a film").ShouldBe(new CharacterSpan(expectedStart, expectedEnd));

    [Fact]
    public void Stretches_touch_where_they_share_a_character()
    {
        var span = new CharacterSpan(2, 4);

        span.Touches(new(3, 9)).ShouldBeTrue();
        span.Touches(new(4, 9)).ShouldBeFalse();
        span.Touches(new(0, 2)).ShouldBeFalse();
        span.Touches(new(3, 3)).ShouldBeFalse();
        span.Touches(new(2, 4, 1)).ShouldBeFalse();
    }

    private static IEnumerable<string> Of(string text, params (string Piece, CharacterSpan? Characters)[] tokens) =>
        ReadableTokens.Of(text, null, tokens);
}
