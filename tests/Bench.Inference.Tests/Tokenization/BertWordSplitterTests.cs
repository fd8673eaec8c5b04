namespace Bench.Inference.Tests;

public sealed class BertWordSplitterTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  ", "")]
    [InlineData("a  bc ", "a|bc")]
    [InlineData("don't", "don|'|t")]
    [InlineData("...", ".|.|.")]
    [InlineData("a_b$c+d`e", "a|_|b|$|c|+|d|`|e")]
    [InlineData("£5", "£5")]
    [InlineData("x\u000By\u0085z", "x|y|z")]
    [InlineData("«ja»—\u2026、", "«|ja|»|—|\u2026|、")]
    [InlineData("a\U00010100b", "a|\U00010100|b")]
    [InlineData("a\U0001F600b", "a\U0001F600b")]
    public void White_space_separates_and_punctuation_stands_alone(string text, string expected) =>
        string.Join('|',
            new BertWordSplitter().Split([Word.All(AlignedText.Of(text, 0, text.Length))]).Select(word => word.Units.ToString()))
                .ShouldBe(expected);
}
