namespace Bench.Abstractions.Tests;

public sealed class SentenceUnitTests
{
    [Theory]
    [InlineData("It rained. We left! Why? Because.", "It rained.|We left!|Why?|Because.")]
    [InlineData("It cost 3.5 dollars. Version 2.0 came.", "It cost 3.5 dollars.|Version 2.0 came.")]
    [InlineData("He said \"Go.\" She went.", "He said \"Go.\"|She went.")]
    [InlineData("(It ended.) Then more.", "(It ended.)|Then more.")]
    [InlineData("See e.g. the end, i.e. Rome. Dr. Jones met J. Smith. Done.", "See e.g. the end, i.e. Rome.|Dr. Jones met J. Smith.|Done.")]
    [InlineData("The etc. went on. New.", "The etc. went on.|New.")]
    [InlineData("wait ... what ? no", "wait ... what ?|no")]
    [InlineData("a fine film . the cast is good . see it", "a fine film .|the cast is good .|see it")]
    [InlineData("What?! No... Yes.", "What?!|No...|Yes.")]
    [InlineData("one\ntwo\r\nthree", "one|two|three")]
    [InlineData("今日は晴れ。明日は雨！", "今日は晴れ。|明日は雨！")]
    [InlineData("Typed fast.Then on. \"Who?\" he asked.", "Typed fast.Then on.|\"Who?\"|he asked.")]
    [InlineData("It was 1999.Then on.", "It was 1999.|Then on.")]
    [InlineData("no end", "no end")]
    [InlineData("Wow!, he said. Ok", "Wow!, he said.|Ok")]
    public void Sentences_end_where_the_annex_and_our_additions_say(string text, string sentences) =>
        Characters.Units(text, Granularity.Sentence).ShouldBe(sentences.Split('|'));

    [Fact]
    public void Every_token_is_in_one_sentence()
    {
        TokenizedText input = Characters.Of(" A b. C!  \n D ", "E. F").InUnits(new UnitChoice(Granularity.Sentence));

        input.Units.SelectMany(unit => unit.Positions).ShouldBe(input.FeaturePositions);
        input.Units.Length.ShouldBe(4);
    }
}
