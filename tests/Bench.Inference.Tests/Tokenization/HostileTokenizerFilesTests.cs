using System.Text;
using System.Text.Json.Nodes;
using Bench.Abstractions;
using Bench.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace Bench.Inference.Tests;

/// <summary>Whatever a tokenizer's files hold, loading gives a tokenizer that works, or a clear error.</summary>
public sealed class HostileTokenizerFilesTests
{
    private static readonly byte[] _json = Encoding.UTF8.GetBytes(SmallVocabulary.Json().ToJsonString());

    private static readonly string[] _replacements =
        ["null", "[]", "{}", "0", "-1", "99999999999", "1.5", "\"\"", "\"\\ud800\"", "true", "\"[MASK]\"", "[[]]",
            "{\"type\": \"Sequence\", \"normalizers\": []}"];

    [Fact]
    public void Changed_bytes()
    {
        Gen<byte[]> changed = Gen.Choose(0, _json.Length - 1)
            .SelectMany(_ => Gen.Choose(0, 255), (at, value) => (At: at, Value: (byte)value))
            .ArrayOf(3)
            .Select(changes =>
            {
                byte[] bytes = [.. _json];
                foreach ((int at, byte value) in changes)
                {
                    bytes[at] = value;
                }

                return bytes;
            });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(changed.ToArbitrary(), bytes => Load("tokenizer.json", bytes)));
    }

    [Fact]
    public void Every_value_replaced_by_every_other()
    {
        string json = Encoding.UTF8.GetString(_json);
        int[] values = [.. Enumerable.Range(0, json.Length).Where(i => json[i] == ':' && json[i - 1] == '"')];
        foreach (int colon in values)
        {
            int end = json.AsSpan(colon + 1).IndexOfAny(",}]") + colon + 1;
            foreach (string replacement in _replacements)
            {
                Load("tokenizer.json", Encoding.UTF8.GetBytes(json[..(colon + 1)] + replacement + json[end..]));
            }
        }
    }

    [Fact]
    public void Changed_vocabulary_text()
    {
        Gen<string> texts = Gen.Elements(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "##b", "", " ", "\r", "\u0000", "##", "\n"])
            .ArrayOf()
            .Select(lines => string.Join('\n', lines.Distinct()));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(
                texts.ToArbitrary(), text => Load("vocab.txt", Encoding.UTF8.GetBytes("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n" + text))));
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { """{ "post_processor": { "type": "BertProcessing", "sep": [], "cls": [] } }""", "expected a string" },
        { """{ "model": { "type": "Unigram", "unk_id": 0, "vocab": [[]] } }""", "Found 0 values" },
        { """{ "model": { "type": "Unigram", "unk_id": 0, "vocab": [] } }""", "The vocabulary is empty" },
        { """{ "normalizer": { "type": "Replace", "pattern": { "String": "" }, "content": "a" } }""", "The pattern is empty" },
        { """{ "normalizer": { "type": "Replace", "pattern": { "Regex": "" }, "content": "a" } }""", "The pattern is empty" },
        { """{ "pre_tokenizer": { "type": "Split", "pattern": { "String": "" }, "behavior": "Isolated" } }""", "The pattern is empty" },
        { """{ "pre_tokenizer": { "type": "Split", "pattern": { "String": "a" }, "behavior": "Sometimes" } }""", "Found 'Sometimes'" },
        { """{ "pre_tokenizer": { "type": "CharDelimiterSplit", "delimiter": "" } }""", "expected one character" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_nothing_can_be_done_with_is_told_with_its_place(string change, string problem)
    {
        BenchException exception = Should.Throw<BenchException>(() => SmallVocabulary.Load(json => Change(json, change)));

        exception.Problem.ShouldContain(problem);
        exception.Where!.ShouldContain("tokenizer.json");
    }

    [Theory]
    [InlineData(
        """[{ "type": "Replace", "pattern": { "Regex": ".*" }, "content": "" }, { "type": "Replace", "pattern": { "Regex": "a*" }, "content": "film" }]""")]
    [InlineData(
        """[{ "type": "Replace", "pattern": { "Regex": "." }, "content": "" }, { "type": "Replace", "pattern": { "Regex": "^" }, "content": "film" }]""")]
    public void A_normalizer_may_empty_the_text(string normalizers) => Tokens(normalizers, "good").Tokens
        .ShouldAllBe(token => token.Start >= 0 && token.End <= "good".Length);

    [Fact]
    public void Replacements_that_double_a_text_are_stopped()
    {
        string chain = string.Join(',', Enumerable.Repeat("""{ "type": "Replace", "pattern": { "String": "a" }, "content": "aa" }""", 60));

        BenchException exception = Should.Throw<BenchException>(() => Tokens($"[{chain}]", "a"));
        exception.Problem.ShouldContain("makes a text of more than 1000000 characters");
        exception.Remedy.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(60, "")]
    [InlineData(2, """{ "type": "Sequence", "pretokenizers": [""")]
    public void Splitters_that_double_a_text_are_stopped(int times, string nest)
    {
        // A character beyond ASCII becomes one for each of its bytes, every one of them beyond ASCII again.
        string bytes = string.Join(',', Enumerable.Repeat("""{ "type": "ByteLevel" }""", times));
        string chain = nest.Length == 0
            ? bytes
            : string.Concat(Enumerable.Repeat($"{nest}{bytes},", 20)) + bytes + string.Concat(Enumerable.Repeat("]}", 20));
        Tokenizer tokenizer =
            SmallVocabulary.Load(json =>
                json["pre_tokenizer"] = JsonNode.Parse($$"""{ "type": "Sequence", "pretokenizers": [{{chain}}] }"""));

        BenchException exception = Should.Throw<BenchException>(() => tokenizer.Encode("日本"));
        exception.Problem.ShouldContain("makes words of more than 10000 characters");
        exception.Remedy.ShouldNotBeNull();
    }

    [Fact]
    public void A_word_that_would_take_too_long_is_refused()
    {
        Tokenizer tokenizer = SmallVocabulary.Load(json =>
        {
            json["model"]!["max_input_chars_per_word"] = 1_000_000_000;
            json["model"]!["vocab"]!["##a"] = 16;
        });

        tokenizer.Encode(new string('a', 1000)).Truncated.ShouldBe(1000 - 510);
        BenchException exception = Should.Throw<BenchException>(() => tokenizer.Encode(new string('a', 60_000)));
        exception.Problem.ShouldContain("60000 characters, which max_input_chars_per_word (1000000000) allows");
        exception.Where!.ShouldEndWith("tokenizer.json: model");
    }

    [Fact]
    public void A_piece_of_any_length_is_refused() => Should.Throw<BenchException>(() =>
        SmallVocabulary.Load(json => json["model"]!["vocab"]![new string('a', 1001)] = 16)).Problem.ShouldContain("has 1001 characters");

    [Fact]
    public void A_pattern_that_takes_too_long_is_stopped()
    {
        Tokenizer tokenizer = SmallVocabulary.Load(json => json["pre_tokenizer"] = JsonNode.Parse(
            """{ "type": "Split", "pattern": { "Regex": "(?:a|aa)+(?=c)" }, "behavior": "Isolated" }"""));

        BenchException exception = Should.Throw<BenchException>(() => tokenizer.Encode(new string('a', 60) + "b"));
        exception.Problem.ShouldContain("more than 2 seconds");
        exception.Where!.ShouldEndWith("tokenizer.json: pre_tokenizer: pattern: Regex");
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        string nested = string.Concat(Enumerable.Repeat("""{ "type": "Sequence", "normalizers": [""", 50_000));

        foreach (string json in (string[])[$$"""{ "normalizer": {{nested}}""", new string('[', 100_000)])
        {
            using TemporaryFolder folder = new();
            folder.Write("tokenizer.json", json);
            Should.Throw<BenchException>(() => TokenizerFiles.Load(folder.Path, 64)).Where!.ShouldStartWith(folder.Path);
        }
    }

    [Theory]
    [InlineData("tokenizer.json")]
    [InlineData("tokenizer_config.json")]
    [InlineData("added_tokens.json")]
    [InlineData("vocab.txt")]
    [InlineData("spiece.model")]
    public void A_device_is_not_read(string name)
    {
        using TemporaryFolder folder = new();
        folder.With(name == "vocab.txt" || name == "spiece.model" ? "config.json" : "vocab.txt",
            name == "spiece.model" ? "{}" : SmallVocabulary.VocabularyText);
        File.Delete(folder.File("config.json"));
        File.CreateSymbolicLink(folder.File(name), "/dev/zero");

        Should.Throw<BenchException>(() => TokenizerFiles.Load(folder.Path, 64)).Problem.ShouldContain("a pipe or a device");
    }

    [Fact]
    public void Names_that_are_not_unicode_do_no_harm()
    {
        string json = SmallVocabulary.Json().ToJsonString();

        Load("tokenizer.json", Encoding.UTF8.GetBytes(json.Replace("\"##s\"", "\"\\ud800\"", StringComparison.Ordinal)));
        Load("tokenizer.json", Encoding.UTF8.GetBytes(json.Replace("\"version\"", "\"\\ud800\"", StringComparison.Ordinal)));
        Load("tokenizer.json", Encoding.UTF8.GetBytes(json.Replace("\"type\"", "\"\\udfff\"", StringComparison.Ordinal)));
    }

    private static TokenizedText Tokens(string normalizers, string text) => SmallVocabulary
        .Load(json => json["normalizer"] = JsonNode.Parse($$"""{ "type": "Sequence", "normalizers": {{normalizers}} }"""))
        .Encode(text);

    private static void Change(JsonObject json, string change)
    {
        foreach ((string key, JsonNode? value) in JsonNode.Parse(change)!.AsObject())
        {
            json[key] = value?.DeepClone();
        }
    }

    private static void Load(string name, byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        folder.Write(name, bytes);
        try
        {
            Tokenizer tokenizer = TokenizerFiles.Load(folder.Path, 64);
            TokenizedText text = tokenizer.Encode("a good film ab[MASK] İ한", "a\u0000b");
            text.Tokens.ShouldAllBe(token =>
                token.Id >= 0 && token.Id < tokenizer.VocabularySize && tokenizer.Piece(token.Id) == token.Text);
        }
        catch (BenchException exception)
        {
            exception.Where!.ShouldStartWith(folder.Path);
        }
    }
}
