using Bench.Abstractions;

namespace Bench.Library.Tests;

public sealed class MarkedWordsTests
{
    [Theory]
    [InlineData("a dull, dull film", "dull", "2-6 8-12")]
    [InlineData("Dull dullness", "dull", "0-4")]
    [InlineData("no (dull)", "DULL", "4-8")]
    [InlineData("so-so", "so", "0-2 3-5")]
    [InlineData("a a a", "a a", "0-3 2-5")]
    public void Phrases_are_found_as_whole_words(string text, string phrase, string expected) =>
        string.Join(' ', MarkedWords.Find(text, [phrase]).Spans.Select(span => $"{span.Start}-{span.End}")).ShouldBe(expected);

    [Theory]
    [InlineData("dullness", "dull")]
    [InlineData("dull", "")]
    [InlineData("", "dull")]
    public void What_is_not_there_is_refused(string text, string phrase) =>
        Should.Throw<BenchException>(() => MarkedWords.Find(text, [phrase]));
}
