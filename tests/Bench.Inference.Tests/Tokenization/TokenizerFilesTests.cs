using System.Text;
using System.Text.Json.Nodes;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

public sealed class TokenizerFilesTests
{
    [Theory]
    [InlineData(512, null, null, 512)]
    [InlineData(512, "128", null, 128)]
    [InlineData(64, "128", null, 64)]
    [InlineData(512, "128", "32", 128)]
    [InlineData(16, "128", "32", 16)]
    [InlineData(512, "1000000000000000019884624838656", null, 512)]
    [InlineData(512, "1e30", null, 512)]
    [InlineData(512, "null", null, 512)]
    public void The_longest_row_is_that_of_model_and_configuration_and_not_what_the_file_truncates_to(
        int model, string? config, string? truncation, int expected)
    {
        Tokenizer tokenizer = SmallVocabulary.Load(
            json =>
                json["truncation"] = truncation is null
                    ? null
                    : JsonNode.Parse($$"""{ "max_length": {{truncation}}, "direction": "Right" }"""),
            config is null ? null : $$"""{ "model_max_length": {{config}} }""",
            model);

        tokenizer.MaxLength.ShouldBe(expected);
    }

    [Theory]
    [InlineData("""{ "do_lower_case": false }""", "[CLS] [UNK] [SEP]")]
    [InlineData("""{ "do_lower_case": true, "strip_accents": false }""", "[CLS] [UNK] [SEP]")]
    [InlineData("""{ "strip_accents": null }""", "[CLS] good [SEP]")]
    [InlineData("{}", "[CLS] good [SEP]")]
    public void What_the_configuration_states_goes_before_the_normalizer(string config, string expected) =>
        Show(SmallVocabulary.Load(config: config).Tokenize("GÖOD")).ShouldBe(expected);

    [Fact]
    public void Vocabulary_text_is_enough()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("vocab.txt", SmallVocabulary.VocabularyText);

        Tokenizer tokenizer = TokenizerFiles.Load(folder.Path, 512);
        tokenizer.VocabularySize.ShouldBe(16);
        Show(tokenizer.Tokenize("GOOD films[MASK]", "a")).ShouldBe("[CLS] good film ##s [MASK] [SEP] a [SEP]");

        folder.With("tokenizer_config.json", """{ "do_lower_case": false }""");
        Show(TokenizerFiles.Load(folder.Path, 512).Tokenize("GOOD films")).ShouldBe("[CLS] [UNK] film ##s [SEP]");
    }

    [Theory]
    [InlineData("tokenizer_config.json", """{ "mask_token": "film" }""")]
    [InlineData("special_tokens_map.json", """{ "mask_token": { "content": "film", "lstrip": false } }""")]
    public void Special_tokens_may_have_other_names(string file, string content)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("vocab.txt", SmallVocabulary.VocabularyText).With(file, content);

        TokenizerFiles.Load(folder.Path, 512).Special.Mask.ShouldBe(7);
    }

    [Fact]
    public void Older_files_are_read()
    {
        Tokenizer tokenizer = SmallVocabulary.Load(json =>
        {
            json["model"]!.AsObject().Remove("type");
            json["post_processor"] = JsonNode.Parse("""{ "type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2] }""");
        });

        TokenizedText text = tokenizer.Tokenize("a", "film");
        Show(text).ShouldBe("[CLS] a [SEP] film [SEP]");
        text.Tokens.Select(token => token.TypeId).ShouldBe([0, 0, 0, 1, 1]);
    }

    [Theory]
    [InlineData("""{ "type": "NFKC" }""", "GOOD ﬁlm", "[CLS] [UNK] film [SEP]")]
    [InlineData("""{ "type": "Lowercase" }""", "GOOD FÍLM", "[CLS] good [UNK] [SEP]")]
    [InlineData("""{ "type": "Sequence", "normalizers": [{ "type": "NFD" }, { "type": "StripAccents" }] }""", "góod Fílm",
        "[CLS] good [UNK] [SEP]")]
    [InlineData("null", "good Film", "[CLS] good [UNK] [SEP]")]
    public void Other_normalizers_are_understood(string normalizer, string text, string expected) =>
        Show(SmallVocabulary.Load(json => json["normalizer"] = JsonNode.Parse(normalizer)).Tokenize(text)).ShouldBe(expected);

    public static TheoryData<string, string> Unsupported => new()
    {
        { """{ "model": { "type": "Other", "vocab": {} } }""", "model 'Other'" },
        { """{ "model": { "type": "BPE", "vocab": { "[UNK]": 0 }, "merges": [], "dropout": 0.1 }, "post_processor": null }""",
            "model option 'dropout'" },
        { """{ "model": {} }""", "model 'none'" },
        { """{ "normalizer": { "type": "Other" } }""", "normalizer 'Other'" },
        { """{ "pre_tokenizer": { "type": "UnicodeScripts" } }""", "pre-tokenizer 'UnicodeScripts'" },
        { """{ "post_processor": { "type": "Other" } }""", "post-processor 'Other'" },
    };

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void What_is_unknown_is_refused_by_name(string change, string problem)
    {
        BenchException exception = Should.Throw<BenchException>(() => SmallVocabulary.Load(json => Change(json, change)));

        exception.Problem.ShouldContain(problem);
        exception.Problem.ShouldContain("supported: ");
        exception.Where!.ShouldContain("tokenizer.json: ");
    }

    public static TheoryData<string, string> Damaged => new()
    {
        { """{ "model": { "type": "WordPiece", "vocab": { "[PAD]": "zero" } } }""", "Found \"zero\", expected a whole number" },
        { """{ "model": { "type": "WordPiece", "vocab": { "[PAD]": 0, "a": 2 } } }""", "2 pieces must have ids 0 to 1" },
        { """{ "model": { "type": "WordPiece", "vocab": { "[PAD]": 0, "a": 0 } } }""", "'[PAD]' and 'a' both have id 0" },
        { """{ "model": { "type": "WordPiece", "vocab": {} } }""", "The vocabulary is empty" },
        { """{ "model": { "type": "WordPiece" } }""", "expected an object" },
        { """{ "pre_tokenizer": { "type": "FixedLength", "length": 0 } }""", "at least one character" },
        { """{ "model": { "type": 5 } }""", "Found 5, expected a string" },
        { """{ "added_tokens": [{ "id": 9, "content": "film" }] }""", "'film' has id 9, in the vocabulary it has 7" },
        { """{ "added_tokens": [{ "id": 99, "content": "<x>" }] }""", "17 pieces must have ids 0 to 16" },
        { """{ "added_tokens": {} }""", "expected a list" },
        { """{ "normalizer": { "type": "BertNormalizer", "lowercase": 1 } }""", "Found 1, expected true or false" },
        { """{ "post_processor": { "type": "TemplateProcessing", "single": [], "pair": [] } }""", "Found 0 texts" },
        { """{ "post_processor": { "type": "BertProcessing", "sep": ["</s>", 3], "cls": ["[CLS]", 2] } }""", "has no </s>" },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Damage_is_told_with_its_place(string change, string problem)
    {
        BenchException exception = Should.Throw<BenchException>(() => SmallVocabulary.Load(json => Change(json, change)));

        exception.Problem.ShouldContain(problem);
        exception.Where.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("[UNK]")]
    [InlineData("[CLS]")]
    [InlineData("[SEP]")]
    [InlineData("[PAD]")]
    [InlineData("[MASK]")]
    public void A_vocabulary_without_a_special_token_is_refused(string token)
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("vocab.txt", SmallVocabulary.VocabularyText.Replace(token, "other", StringComparison.Ordinal));
        BenchException exception = Should.Throw<BenchException>(() => TokenizerFiles.Load(folder.Path, 512));
        exception.Problem.ShouldContain($"has no {token}");
        exception.Where!.ShouldEndWith("vocab.txt");
        exception.Remedy.ShouldNotBeNull();
    }

    [Fact]
    public void A_tokenizer_file_may_lack_special_tokens()
    {
        Tokenizer tokenizer = SmallVocabulary.Load(json =>
        {
            JsonObject vocabulary = json["model"]!["vocab"]!.AsObject();
            foreach (string token in (string[])["[PAD]", "[MASK]"])
            {
                vocabulary[$"no {token}"] = vocabulary[token]!.GetValue<int>();
                vocabulary.Remove(token);
            }
        });

        tokenizer.Special.ShouldBe(new SpecialTokens(2, 3, null, null, 1));
        tokenizer.Special.Present.ShouldBe([2, 3, 1]);
        Should.Throw<BenchException>(() => tokenizer.Special.RequireMask()).Problem.ShouldContain("has no mask token");
        Should.Throw<BenchException>(() => tokenizer.Special.RequirePadding()).Problem.ShouldContain("has no padding token");
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("16", null)]
    [InlineData("null", null)]
    public void The_model_may_say_which_id_is_padding(string id, int? expected)
    {
        JsonObject json = SmallVocabulary.Json();
        json["model"]!["vocab"]!.AsObject().Remove("[PAD]");
        json["model"]!["vocab"]!["other"] = 0;
        using TemporaryFolder folder = new TemporaryFolder().With("tokenizer.json", json.ToJsonString())
            .With("config.json", $$"""{ "pad_token_id": {{id}} }""");

        TokenizerFiles.Load(folder.Path, 64).Special.Padding.ShouldBe(expected);
    }

    [Fact]
    public void A_row_needs_room_for_two_texts() =>
        Should.Throw<BenchException>(() => SmallVocabulary.Load(maxLength: 4)).Problem.ShouldContain("The longest row is 4 tokens");

    [Fact]
    public void Malformed_files_are_told_with_their_line()
    {
        using var folder = new TemporaryFolder();
        folder.With("tokenizer.json", "{\n  \"model\": {\n    \"vocab\": [1,, 2]\n");
        Where(folder).ShouldEndWith("tokenizer.json:3:17");

        folder.With("tokenizer.json", "[]");
        Where(folder).ShouldEndWith("tokenizer.json");

        folder.With("tokenizer.json", SmallVocabulary.Json().ToJsonString().Replace("##s", "\\ud800", StringComparison.Ordinal));
        Where(folder).ShouldEndWith("tokenizer.json");

        folder.With("tokenizer.json", "{}").With("tokenizer_config.json", "{\n1");
        Where(folder).ShouldContain("tokenizer_config.json:2");
    }

    [Fact]
    public void Malformed_vocabulary_text_is_told_with_its_line()
    {
        using var folder = new TemporaryFolder();
        folder.With("vocab.txt", SmallVocabulary.VocabularyText + "film\n");
        Where(folder).ShouldEndWith("vocab.txt:17");

        folder.With("vocab.txt", "");
        Where(folder).ShouldEndWith("vocab.txt");

        File.WriteAllBytes(folder.File("vocab.txt"), [.. Encoding.UTF8.GetBytes(SmallVocabulary.VocabularyText), 0xFF, 0xFE]);
        Where(folder).ShouldEndWith("vocab.txt");
    }

    [Fact]
    public void Windows_line_ends_and_a_byte_order_mark_are_no_trouble()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("vocab.txt", "\uFEFF" + SmallVocabulary.VocabularyText.Replace("\n", "\r\n", StringComparison.Ordinal));
        TokenizerFiles.Load(folder.Path, 512).Piece(0).ShouldBe("[PAD]");

        folder.With("tokenizer.json", "\uFEFF" + SmallVocabulary.Json().ToJsonString());
        TokenizerFiles.Load(folder.Path, 512).Piece(0).ShouldBe("[PAD]");
    }

    [Theory]
    [InlineData(null, "has no tokenizer")]
    [InlineData("merges.txt", "has no tokenizer")]
    [InlineData("tokenizer.model", "The tokenizer tokenizer.model is not read")]
    public void A_folder_without_a_tokenizer_we_read_is_refused(string? file, string problem)
    {
        using var folder = new TemporaryFolder();
        if (file is not null)
        {
            folder.With(file, "");
        }

        BenchException exception = Should.Throw<BenchException>(() => TokenizerFiles.Load(folder.Path, 512));
        exception.Problem.ShouldContain(problem);
        exception.Where.ShouldBe(folder.Path);
        Should.Throw<BenchException>(() => TokenizerFiles.Load(folder.File("missing"), 512)).Problem.ShouldContain("no such folder");
    }

    private static void Change(JsonObject json, string change)
    {
        foreach ((string key, JsonNode? value) in JsonNode.Parse(change)!.AsObject())
        {
            json[key] = value?.DeepClone();
        }
    }

    private static string Where(TemporaryFolder folder) => Should.Throw<BenchException>(() => TokenizerFiles.Load(folder.Path, 512)).Where!;

    private static string Show(TokenizedText text) => string.Join(' ', text.Tokens.Select(token => token.Text));
}
