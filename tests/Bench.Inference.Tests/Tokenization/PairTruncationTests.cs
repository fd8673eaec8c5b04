using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Two texts that are too long, cut as tokenizers 0.23.2 cuts them: the expected counts are the library's.</summary>
public sealed class PairTruncationTests
{
    // Words of one token: both texts count as at most 5, so the second keeps the odd token unless it is shorter than 5.
    [Theory]
    [InlineData(6, 5, 2, 3)]
    [InlineData(5, 6, 2, 3)]
    [InlineData(9, 8, 2, 3)]
    [InlineData(6, 4, 3, 2)]
    [InlineData(4, 6, 2, 3)]
    [InlineData(9, 1, 4, 1)]
    public void No_text_counts_for_more_than_fits(int first, int second, int keptFirst, int keptSecond)
    {
        foreach (bool left in new[] { false, true })
        {
            Cut(Words("a", first), Words("b", second), left).ShouldBe((keptFirst, keptSecond));
        }
    }

    // A word of two tokens is counted whole (6 against 5), so the first text is the longer and keeps the odd token; an added token is
    // counted, but the word behind it too.
    [Theory]
    [InlineData("a a a a ab ab", "b b b b b b b b", 3, 2)]
    [InlineData("a a a a x b b", "b b b b b b b b", 3, 2)]
    [InlineData("a a a a b b", "b b b b b b b b", 2, 3)]
    public void Words_are_counted_whole_and_nothing_stops_behind_added_tokens(string first, string second, int keptFirst, int keptSecond) =>
        Cut(first, second, left: false).ShouldBe((keptFirst, keptSecond));

    private static string Words(string word, int count) => string.Join(' ', Enumerable.Repeat(word, count));

    private static (int First, int Second) Cut(string first, string second, bool left)
    {
        using var folder = new TemporaryFolder();
        folder.Write("tokenizer.json", """
            {"version":"1.0","truncation":null,"padding":null,"normalizer":null,"pre_tokenizer":{"type":"WhitespaceSplit"},
            "added_tokens":[{"id":3,"content":"x","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":false}],
            "post_processor":null,"decoder":null,
            "model":{"type":"BPE","vocab":{"a":0,"b":1,"[UNK]":2},"merges":[],"unk_token":"[UNK]"}}
            """);
        folder.Write("tokenizer_config.json", $$"""{"truncation_side":"{{(left ? "left" : "right")}}"}""");
        TokenizedText text = TokenizerFiles.Load(folder.Path, 5).Tokenize(first, second);
        return (text.Tokens.Count(token => token.Segment == 0), text.Tokens.Count(token => token.Segment == 1));
    }
}
