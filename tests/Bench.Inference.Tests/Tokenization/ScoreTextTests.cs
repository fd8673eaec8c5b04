using System.Globalization;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Scores of <c>tokenizer.json</c> are rounded as serde_json rounds them.</summary>
public sealed class ScoreTextTests
{
    private const string Score = "-12.767343441357799";

    [Theory]
    [InlineData(Score, -12767343441357799L / 1e15)]
    [InlineData("4.797491888012061", 4797491888012061L / 1e15)]
    [InlineData("-0.00000000000000000000123456789", -123456789L / 1e29)]
    [InlineData("1.5e-3", 15 / 1e4)]
    [InlineData("25E2", 2500)]
    [InlineData("0.0", 0)]
    [InlineData("-7", -7)]
    [InlineData("0.0e400", 0)]
    [InlineData("1e-99999999999", 0)]
    [InlineData("12345678901234567890123.5", 12345678901234567890UL * 1e3)]
    public void Digits_are_divided_by_a_power_of_ten(string text, double expected) =>
        ScoreText.Parse(text).ShouldBe(expected);

    [Fact]
    public void The_last_bit_may_differ_from_exact_rounding() =>
        ScoreText.Parse(Score).ShouldNotBe(double.Parse(Score, CultureInfo.InvariantCulture));

    // tokenizers 0.23.2 gives these pieces; with scores rounded exactly both orders are a tie, and the longer last piece would stay.
    [Fact]
    public void The_last_bit_decides_between_pieces_in_either_order()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tokenizer.json", """
            {"version":"1.0","truncation":null,"padding":null,"added_tokens":[],"normalizer":null,"pre_tokenizer":null,
            "post_processor":null,"decoder":null,"model":{"type":"Unigram","unk_id":0,"byte_fallback":false,
            "vocab":[["<unk>",0.0],[".",-4.797491888012061],
            ["..",-7.355754121206513],["x",-12.767343441357799]]}}
            """);
        Tokenizer tokenizer = TokenizerFiles.Load(folder.Path, 64);
        tokenizer.Encode("?...").Tokens.Select(token => tokenizer.Piece(token.Id)).ShouldBe(["<unk>", "..", "."]);
        tokenizer.Encode("...").Tokens.Select(token => tokenizer.Piece(token.Id)).ShouldBe([".", ".."]);
    }
}
