using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bench.Abstractions;
using Bench.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace Bench.Inference.Tests;

/// <summary>A RoBERTa tokenizer of all bytes and a few merges.</summary>
public sealed class ByteLevelTokenizerTests
{
    private static readonly string[] _special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"];

    private static readonly string[] _merges = ["Ġ g", "o o", "Ġg oo", "Ġgoo d", "ð Ł", "f i", "fi l", "fil m"];

    [Theory]
    [InlineData("a good film", "<s> a Ġgood Ġ film </s>", "0-0 0-1 2-6 7-7 7-11 0-0")]
    [InlineData("film<mask> good", "<s> film <mask> Ġgood </s>", "0-0 0-4 4-10 11-15 0-0")]
    [InlineData("a <mask>", "<s> a <mask> </s>", "0-0 0-1 2-8 0-0")]
    [InlineData("😂", "<s> ðŁ ĺ Ĥ </s>", "0-0 0-2 0-2 0-2 0-0")]
    public void Tokens_and_offsets(string text, string tokens, string offsets)
    {
        TokenizedText result = Load().Tokenize(text);

        string.Join(' ', result.Tokens.Select(token => token.Text)).ShouldBe(tokens);
        string.Join(' ', result.Tokens.Select(token => $"{token.Start}-{token.End}")).ShouldBe(offsets);
    }

    [Fact]
    public void A_pair_has_two_separators_between_and_one_type()
    {
        TokenizedText pair = Load().Tokenize("a", "b");

        string.Join(' ', pair.Tokens.Select(token => token.Text)).ShouldBe("<s> a </s> </s> b </s>");
        pair.Tokens.ShouldAllBe(token => token.TypeId == 0);
        pair.FeaturePositions.ShouldBe([1, 4]);
        pair.Tokens.Select(token => token.Segment).ShouldBe([0, 0, 0, 1, 1, 1]);
    }

    [Fact]
    public void A_space_is_put_before_the_text_where_the_configuration_says_so()
    {
        TokenizedText text = Load("""{ "add_prefix_space": true }""").Tokenize("good");

        text.Tokens[1].Text.ShouldBe("Ġgood");
        (text.Tokens[1].Start, text.Tokens[1].End).ShouldBe((0, 4));
    }

    [Fact]
    public void Both_ways_to_write_it_down_are_the_same_tokenizer()
    {
        Tokenizer fromText = Load();
        Tokenizer fromJson = LoadJson(json => { });
        Tokenizer newer = LoadJson(json => json["model"]!["merges"] = new JsonArray(
            [.. _merges.Select(merge => new JsonArray([.. merge.Split(' ').Select(piece => JsonValue.Create(piece))]))]));
        foreach (string text in (string[])["a good film 😂 it's", "  two  spaces ", "é\n\t<mask> x", "good"])
        {
            fromJson.Encode(text, "film").Tokens.ShouldBe(fromText.Encode(text, "film").Tokens);
            newer.Encode(text, "film").Tokens.ShouldBe(fromText.Encode(text, "film").Tokens);
        }
    }

    [Fact]
    public void The_bytes_of_all_tokens_are_the_text()
    {
        Tokenizer tokenizer = Load(maxLength: 100_000);
        Dictionary<char, byte> bytes = Enumerable.Range(0, 256).ToDictionary(value => ByteCharacters.Of((byte)value), value => (byte)value);
        Arbitrary<string> texts = Gen.Frequency(
                (4, Gen.Choose(' ', '~').Select(unit => ((char)unit).ToString())),
                (2, Gen.Choose(0, 0xFFFF).Select(unit => ((char)unit).ToString())),
                (2, Gen.Choose(0x10000, 0x10FFFF).Select(char.ConvertFromUtf32)),
                (2, Gen.Elements(" good", "film", "  ", "\n")))
            .ArrayOf()
            .Select(string.Concat)
            .ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(texts, text =>
        {
            Token[] tokens = [.. tokenizer.Encode(text).Tokens.Where(token => !token.IsSpecial)];
            string expected = AlignedText.Of(text, 0, text.Length).Units.ToString();
            Encoding.UTF8.GetString([.. tokens.SelectMany(token => token.Text).Select(unit => bytes[unit])]).ShouldBe(expected);
            tokens.ShouldAllBe(token => token.Start <= token.End && token.End <= text.Length);
        }));
    }

    [Theory]
    [InlineData("a b c", "Found 3 pieces, expected the two of a merge", ":2")]
    [InlineData("a z z", "Found 3 pieces", ":2")]
    [InlineData("q q", "needs the piece 'qq'", ":2")]
    public void A_bad_merge_is_refused_with_its_line(string merge, string problem, string line)
    {
        using TemporaryFolder folder = Folder().With("merges.txt", "#version: 0.2\n" + merge + "\n");

        BenchException exception = Should.Throw<BenchException>(() => TokenizerFiles.Load(folder.Path, 64));
        exception.Problem.ShouldContain(problem);
        exception.Where.ShouldBe(folder.File("merges.txt") + line);
    }

    [Fact]
    public void Merges_that_are_missing_are_named()
    {
        using TemporaryFolder folder = Folder();
        File.Delete(folder.File("merges.txt"));

        Should.Throw<BenchException>(() => TokenizerFiles.Load(folder.Path, 64)).Where.ShouldBe(folder.File("merges.txt"));
    }

    private static Dictionary<string, int> Vocabulary() => _special
        .Concat(Enumerable.Range(0, 256).Select(value => ByteCharacters.Of((byte)value).ToString()))
        .Concat(_merges.Select(merge => merge.Replace(" ", "", StringComparison.Ordinal)))
        .Select((piece, id) => (piece, id))
        .ToDictionary(entry => entry.piece, entry => entry.id);

    private static TemporaryFolder Folder() => new TemporaryFolder()
        .With("vocab.json", JsonSerializer.Serialize(Vocabulary()))
        .With("merges.txt", "#version: 0.2\n" + string.Join('\n', _merges) + "\n");

    private static Tokenizer Load(string? config = null, int maxLength = 64)
    {
        using TemporaryFolder folder = Folder();
        if (config is not null)
        {
            folder.With("tokenizer_config.json", config);
        }

        return TokenizerFiles.Load(folder.Path, maxLength);
    }

    private static Tokenizer LoadJson(Action<JsonObject> change)
    {
        JsonObject json = JsonNode.Parse("""
            {
              "added_tokens": [{ "id": 4, "content": "<mask>", "normalized": true, "lstrip": true }],
              "pre_tokenizer": { "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true },
              "post_processor": { "type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0], "trim_offsets": true, "add_prefix_space": false },
              "model": { "type": "BPE", "unk_token": null, "continuing_subword_prefix": "", "end_of_word_suffix": "", "fuse_unk": false }
            }
            """)!.AsObject();
        json["model"]!["vocab"] = JsonSerializer.SerializeToNode(Vocabulary());
        json["model"]!["merges"] = new JsonArray([.. _merges.Select(merge => JsonValue.Create(merge))]);
        change(json);
        using var folder = new TemporaryFolder();
        return TokenizerFiles.Load(folder.With("tokenizer.json", json.ToJsonString()).Path, 64);
    }
}
