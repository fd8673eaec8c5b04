using Bench.Abstractions;

namespace Bench.Inference.Tests;

public sealed class TokenizerTests
{
    private static readonly Tokenizer _tokenizer = SmallVocabulary.Load();

    [Fact]
    public void Tokens_point_into_the_original_text()
    {
        TokenizedText text = _tokenizer.Tokenize(" A Gööd\u0301\u0000 FİLMED.");

        Show(text).ShouldBe("[CLS]|a@1-2|good@3-7|film@10-14|##ed@14-16|.@16-17|[SEP]");
        text.Text.ShouldBe(" A Gööd\u0301\u0000 FİLMED.");
        text.Tokens.Select(token => token.Word).ShouldBe([-1, 0, 1, 2, 2, 3, -1]);
        text.Tokens.Select(token => token.IsSpecial).ShouldBe([true, false, false, false, false, false, true]);
    }

    [Fact]
    public void A_character_that_gives_several_tokens_belongs_to_each()
    {
        Show(_tokenizer.Tokenize("한")).ShouldBe("[CLS]|ᄒ@0-1|##ᅡ@0-1|##ᆫ@0-1|[SEP]");

        Tokenizer accented = SmallVocabulary.Load(json => json["normalizer"]!["strip_accents"] = false);
        Show(accented.Tokenize("xx İ")).ShouldBe("[CLS]|[UNK]@0-2|i@3-4|##\u0307@3-4|[SEP]");
    }

    [Fact]
    public void Words_are_counted_through_both_texts()
    {
        TokenizedText text = _tokenizer.Tokenize("good films.", "a filmed");

        Show(text).ShouldBe("[CLS]|good@0-4|film@5-9|##s@9-10|.@10-11|[SEP]|a@0-1|film@2-6|##ed@6-8|[SEP]");
        text.Tokens.Select(token => token.Word).ShouldBe([-1, 0, 1, 1, 2, -1, 3, 4, 4, -1]);
        text.Tokens.Select(token => token.TypeId).ShouldBe([0, 0, 0, 0, 0, 0, 1, 1, 1, 1]);
        text.Tokens.Select(token => token.Segment).ShouldBe([0, 0, 0, 0, 0, 0, 1, 1, 1, 1]);
    }

    [Fact]
    public void What_is_cut_off_is_counted()
    {
        Tokenizer tokenizer = SmallVocabulary.Load(maxLength: 6);

        _tokenizer.Tokenize("good film").Truncated.ShouldBe(0);
        TokenizedText single = tokenizer.Tokenize("a good films filmed.");
        Show(single).ShouldBe("[CLS]|a@0-1|good@2-6|film@7-11|##s@11-12|[SEP]");
        single.Truncated.ShouldBe(3);

        TokenizedText pair = tokenizer.Tokenize("a good film", "films a");
        Show(pair).ShouldBe("[CLS]|a@0-1|[SEP]|film@0-4|##s@4-5|[SEP]");
        pair.Truncated.ShouldBe(3);
        pair.Tokens.Select(token => token.Word).ShouldBe([-1, 0, -1, 1, 1, -1]);
    }

    [Theory]
    [InlineData("""{ "truncation_side": "left" }""", null)]
    [InlineData(null, """{ "direction": "Left", "max_length": 5, "strategy": "LongestFirst", "stride": 0 }""")]
    public void The_beginning_is_cut_off_where_the_files_say_so(string? config, string? truncation)
    {
        Tokenizer tokenizer = SmallVocabulary.Load(
            json => json["truncation"] = truncation is null ? null : System.Text.Json.Nodes.JsonNode.Parse(truncation), config,
            maxLength: 5);

        TokenizedText text = tokenizer.Tokenize("a good films");
        Show(text).ShouldBe("[CLS]|good@2-6|film@7-11|##s@11-12|[SEP]");
        text.Truncated.ShouldBe(1);
        text.Tokens.Select(token => token.Word).ShouldBe([-1, 0, 1, 1, -1]);
    }

    [Fact]
    public void Special_tokens_written_in_the_text_are_found_but_not_special()
    {
        TokenizedText text = _tokenizer.Tokenize("good[MASK]film [SEP] [mask]");

        Show(text).ShouldBe("[CLS]|good@0-4|[MASK]@4-10|film@10-14|[SEP]@15-20|[UNK]@21-22|[UNK]@22-26|[UNK]@26-27|[SEP]");
        text.Tokens.Count(token => token.IsSpecial).ShouldBe(2);
        text.Tokens.Select(token => token.Word).ShouldBe([-1, 0, 1, 2, 3, 4, 5, 6, -1]);
    }

    [Fact]
    public void Added_tokens_keep_their_rules()
    {
        Tokenizer tokenizer = SmallVocabulary.Load(json =>
        {
            json["added_tokens"]!.AsArray().Add(SmallVocabulary.AddedToken(16, "Ünder", normalized: true));
            json["added_tokens"]!.AsArray().Add(SmallVocabulary.AddedToken(17, "ed", singleWord: true));
            json["added_tokens"]!.AsArray().Add(SmallVocabulary.AddedToken(18, "<x>", strips: true));
        });

        tokenizer.VocabularySize.ShouldBe(19);
        tokenizer.Piece(18).ShouldBe("<x>");
        Show(tokenizer.Tokenize("a UNDER\u0308.")).ShouldBe("[CLS]|a@0-1|Ünder@2-7|.@8-9|[SEP]");
        Show(tokenizer.Tokenize("filmed ed")).ShouldBe("[CLS]|film@0-4|##ed@4-6|ed@7-9|[SEP]");
        Show(tokenizer.Tokenize("a <x> a")).ShouldBe("[CLS]|a@0-1|<x>@1-6|a@6-7|[SEP]");
    }

    [Theory]
    [InlineData("", "The text is empty")]
    [InlineData(" \t\n", "The text has no tokens")]
    [InlineData("\u0000\u200B\u0301\uD800", "The text has no tokens")]
    public void A_text_without_tokens_is_refused(string text, string problem)
    {
        BenchException exception = Should.Throw<BenchException>(() => _tokenizer.Tokenize(text));
        exception.Problem.ShouldStartWith(problem);
        exception.Remedy.ShouldNotBeNull();

        Should.Throw<BenchException>(() => _tokenizer.Tokenize("good", text)).Where.ShouldBe("second text");
        Show(_tokenizer.Encode(text)).ShouldBe("[CLS]|[SEP]");
        Show(_tokenizer.Encode("good", text)).ShouldBe("[CLS]|good@0-4|[SEP]|[SEP]");
    }

    [Fact]
    public void Unknown_tokens_are_counted()
    {
        _tokenizer.CountUnknown(_tokenizer.Tokenize("good zebra ☃ film")).ShouldBe(2);
        _tokenizer.CountUnknown(_tokenizer.Tokenize("good film")).ShouldBe(0);
    }

    [Fact]
    public void Ids_have_pieces_and_others_are_refused()
    {
        _tokenizer.Piece(7).ShouldBe("film");
        _tokenizer.Special.ShouldBe(new SpecialTokens(Classification: 2, Separator: 3, Padding: 0, Mask: 4, Unknown: 1));
        Should.Throw<ArgumentOutOfRangeException>(() => _tokenizer.Piece(16));
        Should.Throw<ArgumentOutOfRangeException>(() => _tokenizer.Piece(-1));
    }

    [Theory]
    [InlineData('x', 10_000_000)]
    [InlineData('.', 1_000_000)]
    [InlineData('[', 1_000_000)]
    [InlineData('\uD800', 1_000_000)]
    public void A_huge_text_without_spaces_is_cut_to_the_longest_row(char unit, int length)
    {
        // Anything quadratic would need hours here.
        TokenizedText text = _tokenizer.Tokenize("good " + new string(unit, length));
        text.Tokens.Length.ShouldBeLessThanOrEqualTo(512);
        text.Tokens[1].Text.ShouldBe("good");
    }

    [Fact]
    public void A_huge_run_of_marks_out_of_order_is_no_trouble()
    {
        string marks = string.Concat(Enumerable.Repeat("\u0301\u0316", 500_000));
        Show(_tokenizer.Tokenize("goo" + marks + "d")).ShouldBe("[CLS]|good@0-1000004|[SEP]");
    }

    [Fact]
    public void Calls_may_run_at_the_same_time()
    {
        string expected = Show(_tokenizer.Tokenize("good films, filmed 한"));
        Parallel.For(0, 1000, _ => Show(_tokenizer.Tokenize("good films, filmed 한")).ShouldBe(expected));
    }

    private static string Show(TokenizedText text) => string.Join('|', text.Tokens.Select(token =>
        token.IsSpecial ? token.Text : $"{token.Text}@{token.Start}-{token.End}"));
}
