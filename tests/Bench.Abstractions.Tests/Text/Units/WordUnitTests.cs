namespace Bench.Abstractions.Tests;

/// <summary>Word boundaries, with the examples of Unicode Standard Annex #29.</summary>
public sealed class WordUnitTests
{
    [Theory]
    [InlineData("The quick (“brown”) fox can’t jump 32.3 feet, right?", "The|quick|(|“|brown|”|)|fox|can’t|jump|32.3|feet|,|right|?")]
    [InlineData("don't stop, it's 3,000.50!", "don't|stop|,|it's|3,000.50|!")]
    [InlineData("state-of-the-art", "state|-|of|-|the|-|art")]
    [InlineData("'quoted' and rock 'n' roll", "'|quoted|'|and|rock|'|n|'|roll")]
    [InlineData("snake_case x2 2nd m² e.g. U.S.A.", "snake_case|x2|2nd|m²|e.g|.|U.S.A|.")]
    [InlineData("wait... what?!", "wait|...|what|?|!")]
    [InlineData("1,2 a,b", "1,2|a|,|b")]
    [InlineData("我喜欢 東京タワー です", "我|喜|欢|東|京|タワー|で|す")]
    [InlineData("서울에서 만나요", "서울에서|만나요")]
    [InlineData("naïve cafe\u0301", "naïve|cafe\u0301")]
    [InlineData("ภาษาไทย ดี", "ภาษาไทย|ดี")]
    [InlineData("👩‍👩‍👧 ok 👍🏽", "👩‍👩‍👧|ok|👍🏽")]
    [InlineData("  two\tspaces\n", "two|spaces")]
    [InlineData("user@host.org #tag $5.20", "user|@|host.org|#|tag|$|5.20")]
    [InlineData("итак, Москва-река", "итак|,|Москва|-|река")]
    public void Words_are_those_of_the_annex(string text, string words) =>
        Characters.Units(text, Granularity.Word).ShouldBe(words.Split('|'));

    [Fact]
    public void White_space_goes_with_what_follows_and_at_the_end_with_what_stands_before()
    {
        TokenizedText input = Characters.Of(" ab  c ").InUnits(new UnitChoice(Granularity.Word));

        input.Units.Select(unit => unit.Positions.ToArray()).ShouldBe([[1, 2, 3], [4, 5, 6, 7]]);
        input.Units.Select(unit => unit.Characters).ShouldBe([new CharacterSpan(1, 3), new CharacterSpan(5, 6)]);
    }

    [Fact]
    public void A_token_without_characters_goes_with_what_follows_wherever_it_says_it_stands()
    {
        TokenizedText letters = Characters.Of("abc de");
        var input = new TokenizedText
        {
            Text = letters.Text,
            Tokens = [.. letters.Tokens[..4], new Token(10, "", 1, 1, false, 0, 0, 0), .. letters.Tokens[4..]],
        };

        input.InUnits(new UnitChoice(Granularity.Word)).Units.Select(unit => unit.Positions.ToArray()).ShouldBe([[1, 2, 3], [4, 5, 6, 7]]);
    }

    [Fact]
    public void A_token_across_words_makes_one_unit_of_them()
    {
        // Two characters a token: "a ", "bc", " d", "e,", "f".
        Characters.Units(Characters.Of("a bc de,f", each: 2), new UnitChoice(Granularity.Word)).ShouldBe(["a", "bc", "de,", "f"]);
        Characters.Units(Characters.Of("ab,cd e", each: 4), new UnitChoice(Granularity.Word)).ShouldBe(["ab,cd e"]);
    }

    [Fact]
    public void No_unit_crosses_a_pair_nor_holds_what_is_fixed()
    {
        TokenizedText input = Characters.Of("ab", "cd e");

        Characters.Units(input, new UnitChoice(Granularity.Word)).ShouldBe(["ab", "cd", "e"]);
        Characters.Units(input.WithFixed(1), new UnitChoice(Granularity.Word)).ShouldBe(["ab"]);
        input.InUnits(new UnitChoice(Granularity.Word)).WithFixed(1).Units.Length.ShouldBe(1);
    }

    [Fact]
    public void Tokens_are_the_units_unless_others_are_chosen()
    {
        TokenizedText input = Characters.Of("a b");

        input.Choice.ShouldBe(UnitChoice.Tokens);
        input.Units.Select(unit => unit.Positions.Single()).ShouldBe(input.FeaturePositions);
    }
}
