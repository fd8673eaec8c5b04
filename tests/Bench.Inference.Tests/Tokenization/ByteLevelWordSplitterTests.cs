namespace Bench.Inference.Tests;

/// <summary>GPT-2's words; a space shows as Ġ, a line feed as Ċ, a tab as ĉ.</summary>
public sealed class ByteLevelWordSplitterTests
{
    [Theory]
    [InlineData("a good film", "a|Ġgood|Ġfilm")]
    [InlineData("it's they'll I'd 'S", "it|'s|Ġthey|'ll|ĠI|'d|Ġ'|S")]
    [InlineData("abc123 4!?", "abc|123|Ġ4|!?")]
    [InlineData("a  b", "a|Ġ|Ġb")]
    [InlineData("a   b ", "a|ĠĠ|Ġb|Ġ")]
    [InlineData("a\n\nb", "a|Ċ|Ċ|b")]
    [InlineData("a \tb", "a|Ġ|ĉ|b")]
    [InlineData("  ", "ĠĠ")]
    [InlineData(" ", "Ġ")]
    [InlineData("!'s", "!'|s")]
    [InlineData("é", "Ã©")]
    [InlineData("\U00010400\U00010401 x", "ðĲĲĢðĲĲģ|Ġx")]
    [InlineData("½²Ⅷ", "Â½Â²âħ§")]
    public void Cuts_as_the_pattern_of_the_paper_does(string text, string expected) =>
        string.Join('|', Split(text, addsPrefixSpace: false).Select(word => word.Units.ToString())).ShouldBe(expected);

    [Theory]
    [InlineData("a b", "Ġa|Ġb")]
    [InlineData(" a", "Ġa")]
    [InlineData("\ta", "Ġ|ĉ|a")]
    public void A_space_may_be_put_before_the_text(string text, string expected) =>
        string.Join('|', Split(text, addsPrefixSpace: true).Select(word => word.Units.ToString())).ShouldBe(expected);

    [Fact]
    public void Every_byte_knows_its_character()
    {
        Word word = Split("a😂", addsPrefixSpace: true)[1];

        word.Units.ToString().ShouldBe("ðŁĺĤ");
        Enumerable.Range(word.From, word.Units.Length).ShouldAllBe(i => word.Text.OriginOf(i) == new Origin(1, 3));
    }

    private static List<Word> Split(string text, bool addsPrefixSpace) =>
        new ByteLevelWordSplitter(addsPrefixSpace, cutsWords: true).Split([Word.All(AlignedText.Of(text, 0, text.Length))]);
}
