using System.Globalization;

namespace Bench.Inference.Tests;

public sealed class LowerCaseTests
{
    // Letters that came after Unicode 15.1, which the table has.
    private static readonly (int First, int Last)[] _newer =
        [(0x1C89, 0x1C89), (0xA7CB, 0xA7DC), (0x10D50, 0x10D65), (0x16EA0, 0x16EB8)];

    [IcuFact]
    public void Every_code_point_lowers_as_ICU_has_it()
    {
        TextInfo icu = CultureInfo.GetCultureInfo("en-US").TextInfo;
        int[] different = [.. Enumerable.Range(0, 0x110000)
            .Where(c => c is < 0xD800 or > 0xDFFF && c != 0x130 && !_newer.Any(range => c >= range.First && c <= range.Last))
            .Where(c => char.ConvertFromUtf32(LowerCase.Of(c)) != icu.ToLower(char.ConvertFromUtf32(c)))];

        different.Select(c => $"U+{c:X4}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("İI", "i\u0307i")]
    [InlineData("ΟΔΟΣ", "οδοσ")]
    [InlineData("ÀĀǍ", "àāǎ")]
    [InlineData("ǅ", "ǆ")]
    [InlineData("ẞß", "ßß")]
    [InlineData("\u212A", "k")]
    [InlineData("\U00010400", "\U00010428")]
    [InlineData("ꭰᏸ", "ꭰᏸ")]
    [InlineData("Ꭰ", "\uAB70")]
    [InlineData("ıſ", "ıſ")]
    public void Texts_lower_character_by_character(string text, string expected) =>
        new LowerCaseNormalizer().Normalize(AlignedText.Of(text, 0, text.Length)).Units.ToString().ShouldBe(expected);

    [Fact]
    public void Every_step_two_run_ends_on_a_letter_it_changes()
    {
        // Ā…Į alternate upper and lower case: only every second code point changes.
        LowerCase.Of(0x100).ShouldBe(0x101);
        LowerCase.Of(0x101).ShouldBe(0x101);
        LowerCase.Of(0x12E).ShouldBe(0x12F);
        LowerCase.Of(0x12F).ShouldBe(0x12F);
    }
}
