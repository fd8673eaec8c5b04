namespace Bench.Inference.Tests;

public sealed class NormalizerTests
{
    [Theory]
    [InlineData("a\tb\nc\rd", "a b c d")]
    [InlineData("a\u00A0b\u3000c\u2028d", "a b c d")]
    [InlineData("a\u000Bb\u0085c\u0000d\uFFFDe", "abcde")]
    [InlineData("a\u200Bb\uFEFFc\u00ADd\uE000e\U000F0000f", "abcdef")]
    [InlineData("plain text~", "plain text~")]
    [InlineData("\u007Fx", "x")]
    [InlineData("\u0378x", "\u0378x")]
    public void Cleaning_removes_control_characters_and_evens_white_space(string text, string expected) =>
        Normalized(new CleanTextNormalizer(), text).ShouldBe(expected);

    [Theory]
    [InlineData("a电影b", "a 电  影 b")]
    [InlineData("\U00020000", " \U00020000 ")]
    [InlineData("\U0002B91F\U0002B920", "\U0002B91F \U0002B920 ")]
    [InlineData("豈", " 豈 ")]
    [InlineData("ひらカナ한", "ひらカナ한")]
    public void Chinese_characters_get_room(string text, string expected) =>
        Normalized(new ChineseCharacterNormalizer(), text).ShouldBe(expected);

    [Fact]
    public void Only_the_marks_asked_for_are_stripped()
    {
        // U+0301 nonspacing, U+0903 spacing, U+20DD enclosing.
        Normalized(new StripMarksNormalizer(onlyNonspacing: true), "a\u0301\u0903\u20DDé").ShouldBe("a\u0903\u20DDé");
        Normalized(new StripMarksNormalizer(onlyNonspacing: false), "a\u0301\u0903\u20DDé").ShouldBe("aé");
    }

    [Theory]
    [InlineData(null, true, "aea")]
    [InlineData(null, false, "ÀÉa")]
    [InlineData(true, false, "AEa")]
    [InlineData(false, true, "àéa")]
    public void Accents_go_with_lower_case_unless_the_options_say_otherwise(bool? accents, bool lower, string expected) =>
        Normalized(new BertNormalizerOptions(true, true, accents, lower).Build(), "ÀÉa").ShouldBe(expected);

    [Fact]
    public void Lone_surrogates_are_replacement_characters_of_one_unit()
    {
        AlignedText text = AlignedText.Of("a\uD800b\uDC00\uD83D\uDE00\uD83D", 0, 7);

        text.Units.ToString().ShouldBe("a\uFFFDb\uFFFD\uD83D\uDE00\uFFFD");
        Enumerable.Range(0, 7).Select(i => text.OriginOf(i)).ShouldBe(
            [new(0, 1), new(1, 2), new(2, 3), new(3, 4), new(4, 6), new(4, 6), new(6, 7)]);
    }

    [Fact]
    public void Removed_characters_leave_the_origins_of_their_neighbours_alone()
    {
        AlignedText text = new BertNormalizerOptions(true, true, null, true).Build().Normalize(AlignedText.Of("xxA\u0000é\u0301B", 2, 7));

        text.Units.ToString().ShouldBe("aeb");
        Enumerable.Range(0, 3).Select(i => text.OriginOf(i)).ShouldBe([new(2, 3), new(4, 5), new(6, 7)]);
        text.OriginOf(0, 3).ShouldBe(new Origin(2, 7));
    }

    private static string Normalized(INormalizer normalizer, string text) =>
        normalizer.Normalize(AlignedText.Of(text, 0, text.Length)).Units.ToString();
}
