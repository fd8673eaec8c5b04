using System.Text;
using System.Text.Json.Nodes;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>An ALBERT-like and an XLM-R-like tokenizer of a few pieces.</summary>
public sealed class UnigramTokenizerTests
{
    private static readonly (string Text, double Score)[] _pieces =
    [
        ("<pad>", 0), ("<unk>", 0), ("[CLS]", 0), ("[SEP]", 0), ("[MASK]", 0), ("▁", -3), ("▁a", -2), ("▁good", -4), ("▁film", -4),
        ("s", -3),
        ("good", -6), ("\"", -4), ("9,", -1), ("9", -3), (",", -3), ("▁the", -2),
    ];

    [Theory]
    [InlineData("a good films", "[CLS] ▁a ▁good ▁film s [SEP]", "0-0 0-1 1-6 6-11 11-12 0-0")]
    [InlineData("A  GOOD", "[CLS] ▁a ▁good [SEP]", "0-0 0-1 2-7 0-0")]
    [InlineData("  good ", "[CLS] ▁good [SEP]", "0-0 2-6 0-0")]
    [InlineData("``good''", "[CLS] ▁ \" good \" [SEP]", "0-0 1-2 1-2 2-6 7-8 0-0")]
    [InlineData("a99,", "[CLS] ▁a 9 9 , [SEP]", "0-0 0-1 1-2 2-3 3-4 0-0")]
    [InlineData("Göod 电影", "[CLS] ▁good ▁ <unk> [SEP]", "0-0 0-4 4-5 5-7 0-0")]
    [InlineData("a [MASK] films", "[CLS] ▁a [MASK] ▁film s [SEP]", "0-0 0-1 1-8 9-13 13-14 0-0")]
    public void Sentence_piece_file(string text, string tokens, string offsets)
    {
        using var folder = new TemporaryFolder();
        folder.Write("spiece.model", Model(_pieces, unknown: 1, modelType: 1));

        Check(TokenizerFiles.Load(folder.Path, 64), text, tokens, offsets);
    }

    [Theory]
    [InlineData("""{ "type": "Metaspace", "replacement": "▁", "add_prefix_space": true }""", "a good", "▁a ▁good", "0-1 1-6")]
    [InlineData("""{ "type": "Metaspace", "replacement": "▁", "prepend_scheme": "never" }""", "good films", "good ▁film s", "0-4 4-9 9-10")]
    [InlineData("""{ "type": "Metaspace", "prepend_scheme": "first" }""", "good[MASK]good", "▁good [MASK] good", "0-4 4-10 10-14")]
    [InlineData("""{ "type": "Metaspace", "prepend_scheme": "always" }""", "good[MASK]good", "▁good [MASK] ▁good", "0-4 4-10 10-14")]
    [InlineData("""{ "type": "Sequence", "pretokenizers": [{ "type": "WhitespaceSplit" }, { "type": "Metaspace" }] }""", "a\t good \n",
        "▁a ▁good", "0-1 3-7")]
    public void Word_splitters_of_tokenizer_json(string splitter, string text, string tokens, string offsets) =>
        Check(LoadJson(json => json["pre_tokenizer"] = JsonNode.Parse(splitter)), text, tokens, offsets);

    [Theory]
    [InlineData("""{ "type": "Replace", "pattern": { "String": "x" }, "content": "good" }""", "a x", "▁a ▁good", "0-1 1-3")]
    [InlineData("""{ "type": "Replace", "pattern": { "Regex": "[0-9]+" }, "content": "9" }""", "a123", "▁a 9", "0-1 3-4")]
    [InlineData("""{ "type": "Strip", "strip_left": true, "strip_right": true }""", "  good ", "▁good", "2-6")]
    [InlineData("""{ "type": "Precompiled", "precompiled_charsmap": "" }""", "good", "▁good", "0-4")]
    public void Normalizers_of_tokenizer_json(string normalizer, string text, string tokens, string offsets) =>
        Check(LoadJson(json => json["normalizer"] = JsonNode.Parse(normalizer)), text, tokens, offsets);

    [Theory]
    [InlineData("normalizer", """{ "type": "Replace", "pattern": { "Regex": "(" }, "content": "" }""", "The pattern '(' is not supported")]
    [InlineData("normalizer", """{ "type": "Replace", "pattern": { "Regex": "(a)\\1" }, "content": "" }""", "is not supported")]
    [InlineData("normalizer", """{ "type": "Precompiled", "precompiled_charsmap": "!" }""", "not base64")]
    [InlineData("normalizer", """{ "type": "Precompiled", "precompiled_charsmap": "AAAA" }""", "3 bytes")]
    [InlineData("pre_tokenizer", """{ "type": "Metaspace", "replacement": "ab" }""", "Found 'ab', expected one character")]
    [InlineData(
        "pre_tokenizer", """{ "type": "Metaspace", "prepend_scheme": "often" }""", "Found 'often', expected always, first or never")]
    [InlineData("model",
        """{ "type": "Unigram", "unk_id": 7, "vocab": [["<unk>", 0], ["[CLS]", 0], ["[SEP]", 0], ["<pad>", 0], ["[MASK]", 0]] }""",
        "unknown token has id 7")]
    [InlineData("model",
        """{ "type": "Unigram", "unk_id": 0, "vocab": [["<unk>"], ["[CLS]", 0], ["[SEP]", 0], ["<pad>", 0], ["[MASK]", 0]] }""",
        "expected a piece and its score")]
    [InlineData("model",
        """{ "type": "Unigram", "unk_id": 0, "vocab": [["<unk>", "x"], ["[CLS]", 0], ["[SEP]", 0], ["<pad>", 0], ["[MASK]", 0]] }""",
        "expected a number")]
    public void What_does_not_fit_is_refused(string section, string content, string problem)
    {
        BenchException exception = Should.Throw<BenchException>(() => LoadJson(json => json[section] = JsonNode.Parse(content)));

        exception.Problem.ShouldContain(problem);
        exception.Where!.ShouldContain(section);
    }

    [Fact]
    public void A_damaged_sentence_piece_file_is_refused_or_works()
    {
        byte[] whole = Model(_pieces, unknown: 1, modelType: 1);
        var random = new DeterministicRandom(11);
        for (int trial = 0; trial < 1000; trial++)
        {
            byte[] bytes = [.. whole[..(1 + random.NextInt(whole.Length))]];
            bytes[random.NextInt(bytes.Length)] = (byte)random.NextInt(256);
            using var folder = new TemporaryFolder();
            folder.Write("spiece.model", bytes);
            try
            {
                TokenizerFiles.Load(folder.Path, 64).Encode("a good film 电影 [MASK]").Tokens.ShouldNotBeEmpty();
            }
            catch (BenchException exception)
            {
                exception.Where!.ShouldStartWith(folder.Path);
            }
        }
    }

    [Fact]
    public void Other_sentence_piece_models_are_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("spiece.model", Model(_pieces, unknown: 1, modelType: 2));

        Should.Throw<BenchException>(() => TokenizerFiles.Load(folder.Path, 64)).Problem.ShouldContain("other than Unigram");

        folder.Write("spiece.model", Model([("<unk>", 0), ("a", -1)], unknown: 0, modelType: 1));
        Should.Throw<BenchException>(() => TokenizerFiles.Load(folder.Path, 64)).Problem.ShouldContain("other than ALBERT's");
    }

    // The ids of fairseq: the first pieces are its own, and the mask comes last.
    [Theory]
    [InlineData("sentencepiece.bpe.model", "XLMRobertaTokenizer", "a  good <mask>z ", "0-<s> 5-▁a 6-▁good 9-<mask> 4-▁ 3-<unk> 2-</s>")]
    [InlineData("sentencepiece.bpe.model", "CamembertTokenizer", "a good", "5-<s> 8-▁a 9-▁good 6-</s>")]
    [InlineData("spm.model", "DebertaV2Tokenizer", " a good[MASK]", "1-<s> 4-▁a 5-▁good 9-[MASK] 2-</s>")]
    [InlineData("spm.model", null, "a", "1-<s> 4-▁a 2-</s>")]
    [InlineData("spiece.model", "T5Tokenizer", "a <extra_id_0>good", "4-▁a 108-<extra_id_0> 5-▁good 2-</s>")]
    public void Other_classes_number_the_pieces_in_their_way(string name, string? tokenizerClass, string text, string expected)
    {
        (string Text, double Score)[] pieces =
            [("<unk>", 0), ("<s>", 0), ("</s>", 0), ("▁", -3), ("▁a", -2), ("▁good", -4), ("g", -6), ("o", -6), ("<pad>", 0)];
        string special = """
            "cls_token": "<s>", "sep_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"
            """;
        using var folder = new TemporaryFolder();
        folder.Write(
            name, Model(tokenizerClass is "XLMRobertaTokenizer" or "CamembertTokenizer" ? pieces[..^1] : pieces, unknown: 0, modelType: 1));
        folder.With("tokenizer_config.json",
            tokenizerClass is null ? $"{{ {special} }}" : $$"""{ "tokenizer_class": "{{tokenizerClass}}", {{special}} }""");

        TokenizedText result = TokenizerFiles.Load(folder.Path, 64).Tokenize(text);

        string.Join(' ', result.Tokens.Select(token => $"{token.Id}-{token.Text}")).ShouldBe(expected);
    }

    [Fact]
    public void A_file_whose_class_nothing_states_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("sentencepiece.bpe.model", Model(_pieces, unknown: 1, modelType: 1));

        Should.Throw<BenchException>(() => TokenizerFiles.Load(folder.Path, 64)).Remedy!.ShouldContain(
            "XLMRobertaTokenizer or CamembertTokenizer");
        folder.With("tokenizer_config.json", """{ "tokenizer_class": "MBartTokenizer" }""");
        Should.Throw<BenchException>(() => TokenizerFiles.Load(folder.Path, 64)).Problem
            .ShouldContain("MBartTokenizer is read from tokenizer.json only");
    }

    private static void Check(Tokenizer tokenizer, string text, string tokens, string offsets)
    {
        TokenizedText result = tokenizer.Encode(text);
        string.Join(' ', result.Tokens.Select(token => token.Text)).ShouldBe(tokens);
        string.Join(' ', result.Tokens.Select(token => $"{token.Start}-{token.End}")).ShouldBe(offsets);
    }

    private static Tokenizer LoadJson(Action<JsonObject> change)
    {
        JsonObject json = JsonNode.Parse("""
            {
              "pre_tokenizer": { "type": "Metaspace" },
              "post_processor": { "type": "Sequence", "processors": [{ "type": "ByteLevel" }] },
              "model": { "type": "Unigram", "unk_id": 1 }
            }
            """)!.AsObject();
        json["model"]!["vocab"] = new JsonArray([.. _pieces.Select(piece => new JsonArray(piece.Text, piece.Score))]);
        change(json);
        using var folder = new TemporaryFolder();
        return TokenizerFiles.Load(folder.With("tokenizer.json", json.ToJsonString()).Path, 64);
    }

    // The fields of SentencePiece's messages that count: pieces (1), the trainer's model type (2.3).
    private static byte[] Model((string Text, double Score)[] pieces, int unknown, int modelType)
    {
        var bytes = new List<byte>();
        for (int id = 0; id < pieces.Length; id++)
        {
            byte[] text = Encoding.UTF8.GetBytes(pieces[id].Text);
            byte[] piece =
            [
                0x0A, (byte)text.Length, .. text, 0x15, .. BitConverter.GetBytes((float)pieces[id].Score), 0x18,
                (byte)(id == unknown ? 2 : 1),
            ];
            bytes.AddRange([0x0A, (byte)piece.Length, .. piece]);
        }

        bytes.AddRange([0x12, 2, 0x18, (byte)modelType]);
        return [.. bytes];
    }
}
