using Bench.Abstractions;

namespace Bench.Inference.Tests;

/// <summary>Regular expressions of tokenizer files mean what they mean in Oniguruma.</summary>
public sealed class RegexPatternTests
{
    private const string Llama3 =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    [Theory]
    [InlineData("I'LL it'ſ 12345", "I|'LL| it|'ſ| |123|45")]
    [InlineData("a  b \n\n c", "a| | b| \n\n| c")]
    [InlineData("\U0001F642abc \U00010400\U00010401 \U0001D7D8\U0001D7D9\U0001D7DA\U0001D7DB",
        "\U0001F642abc| \U00010400\U00010401| |\U0001D7D8\U0001D7D9\U0001D7DA|\U0001D7DB")]
    [InlineData("½Ⅷ²x", "½Ⅷ²|x")]
    [InlineData("\u3000\u0085x", "\u3000|\u0085x")]
    public void Words_of_llama_3(string text, string expected) => Matches(Llama3, text).ShouldBe(expected.Split('|'));

    [Theory]
    [InlineData(@"\w+", "naïve_٣ \u0E23\u0E31x\u200D Ⓐ-½b", "naïve_٣|\u0E23\u0E31x|Ⓐ|½b")]
    [InlineData(@"\W", "a-b", "-")]
    [InlineData(@"a?+a", "a aa", "aa")]
    [InlineData(@"a{2}+", "aaaaa", "aaaa")]
    [InlineData(@"a+?", "aa", "a|a")]
    [InlineData(@"\x{e9}|\x41|\u0042", "éAB", "é|A|B")]
    [InlineData(@"^b|b$", "b\nb", "b|b")]
    [InlineData(@"[]a]+|[^]a]", "]ab", "]a|b")]
    [InlineData(@"a{,", "a{,", "a{,")]
    [InlineData(@"(a)(?=b)", "ab a", "a")]
    [InlineData(@"[\w-]+", "a-b c", "a-b|c")]
    public void Syntax_of_oniguruma(string pattern, string text, string expected) => Matches(pattern, text).ShouldBe(expected.Split('|'));

    [Theory]
    [InlineData("[[:alpha:]]", "a class within a class")]
    [InlineData("[a-z&&[^b]]", "a class within a class")]
    [InlineData("\U0001F642", "a character beyond U+FFFF")]
    [InlineData("[\U0001F600-\U0001F64F]", "a character beyond U+FFFF")]
    [InlineData(@"\x{1F600}", "a character beyond U+FFFF")]
    [InlineData(@"\h", @"\h")]
    [InlineData(@"(a)\1", @"\1")]
    [InlineData(@"a{,3}", "without a lower bound")]
    [InlineData("(?m:a)", "the group (?m:")]
    [InlineData("(?<n>a)", "the group (?<n")]
    [InlineData("a)", "a ) without a (")]
    [InlineData("*", "a repetition of nothing")]
    [InlineData("[a", "a class without an end")]
    [InlineData("\\", "a backslash at the end")]
    [InlineData(@"\p{Han}", "Unknown property")]
    [InlineData("(a", "")]
    public void What_would_mean_something_else_is_refused(string pattern, string why)
    {
        BenchException exception = Should.Throw<BenchException>(() => new RegexPattern(pattern, "file"));

        exception.Problem.ShouldContain("is not supported (");
        exception.Problem.ShouldContain(why);
        exception.Where.ShouldBe("file");
        exception.Remedy.ShouldNotBeNull();
    }

    [Fact]
    public void An_image_has_the_category_of_what_it_stands_for()
    {
        for (int value = 0x10000; value < 0x20000; value++)
        {
            var rune = new System.Text.Rune(value);
            char.GetUnicodeCategory(BasicPlaneImage.ImageOf(rune)).ShouldBe(System.Text.Rune.GetUnicodeCategory(rune));
        }
    }

    private static IEnumerable<string> Matches(string pattern, string text) =>
        [.. new RegexPattern(pattern, "file").Find(text).Select(match => text[match.From..match.To])];
}
