namespace Bench.Inference.Tests;

public sealed class AddedTokenFinderTests
{
    [Fact]
    public void The_leftmost_match_wins_then_the_longest()
    {
        AddedTokenFinder finder = Finder(new(1, "bc"), new(2, "abc"), new(3, "abcd"));

        finder.Find("xabcdbcab").ShouldBe([new(3, 1, 5), new(1, 5, 7)]);
        finder.Find("").ShouldBeEmpty();
        Finder().Find("abc").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("the", 1)]
    [InlineData(" the,", 1)]
    [InlineData("other", 0)]
    [InlineData("the\u0301", 0)]
    [InlineData("_the", 0)]
    [InlineData("the9", 0)]
    [InlineData("éthe", 0)]
    [InlineData("\U00010400the", 0)]
    [InlineData("-the\U0001F600the", 2)]
    public void A_single_word_is_not_found_inside_another(string text, int count) =>
        Finder(new AddedToken(1, "the") { SingleWord = true }).Find(text).Count.ShouldBe(count);

    [Fact]
    public void White_space_is_taken_on_the_sides_asked_for()
    {
        Finder(new AddedToken(1, "<m>") { StripsLeft = true }).Find("a \t<m> b").ShouldBe([new(1, 1, 6)]);
        Finder(new AddedToken(1, "<m>") { StripsRight = true }).Find("a <m> \u2003b").ShouldBe([new(1, 2, 7)]);
        Finder(new AddedToken(1, "<m>") { StripsLeft = true, StripsRight = true })
            .Find("<m> <m>").ShouldBe([new(1, 0, 4), new(1, 4, 7)]);
    }

    private static AddedTokenFinder Finder(params AddedToken[] tokens) => new(tokens.Select(token => (token.Content, token)));
}
