using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Every file of a folder that can say how to tokenize is honoured, or refused by name.</summary>
public sealed class TokenizerFolderTests
{
    [Theory]
    [InlineData("added-tokens-json", "a <e1> film", new[] { 2, 41, 599, 165, 3 })]
    [InlineData("added-tokens-json", "@USER a", new[] { 2, 598, 41, 3 })]
    [InlineData("herbert-bpe", "a great film", new[] { 0, 7, 5, 6, 2 })]
    public void Tokens_are_those_of_the_class_that_the_folder_names(string folder, string text, int[] ids) =>
        Load(folder).Tokenize(text).Tokens.Select(token => token.Id).ShouldBe(ids);

    [Fact]
    public void Added_tokens_reach_the_model()
    {
        // The folder's weights are those of bert-micro.
        InputRow row = Load("added-tokens-json").Tokenize("a <e1> film").Row;

        float[] logits = Cores.Get("bert-micro").Predict([row], CancellationToken.None)[0].Span.ToArray();
        logits.Zip([-1.4645f, -0.9426f, 0.6298f], (found, expected) => Math.Abs(found - expected))
            .ShouldAllBe(difference => difference < 1e-4);
    }

    [Theory]
    [InlineData("japanese-class", "BertJapaneseTokenizer", "tokenizer_config.json")]
    [InlineData("custom-class", "MyTokenizer", "tokenizer_config.json")]
    public void A_class_that_is_not_known_is_refused_by_name(string name, string found, string file)
    {
        using TemporaryFolder folder = Copy(name);
        Refused(folder, found, file);

        // A tokenizer.json beside it is not what the class would read.
        folder.With("tokenizer.json", SmallVocabulary.Json().ToJsonString());
        Refused(folder, found, file);
    }

    [Theory]
    [InlineData("""{ "model_type": "bert", "tokenizer_class": "BertJapaneseTokenizer" }""", "BertJapaneseTokenizer")]
    [InlineData("""{ "model_type": "bert", "auto_map": { "AutoTokenizer": ["own.OwnTokenizer", null] } }""", "of its own")]
    public void The_class_may_stand_in_the_model_configuration(string config, string found)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("vocab.txt", SmallVocabulary.VocabularyText).With("config.json", config);

        Refused(folder, found, "config.json");
    }

    [Fact]
    public void Code_that_comes_with_a_known_class_is_refused_too()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("vocab.txt", SmallVocabulary.VocabularyText)
            .With("tokenizer_config.json",
                """{ "tokenizer_class": "BertTokenizer", "auto_map": { "AutoTokenizer": ["own.BertTokenizer", null] } }""");

        Refused(folder, "BertTokenizer", "auto_map");
    }

    [Fact]
    public void The_codes_of_bertweet_are_refused_by_name()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("vocab.txt", SmallVocabulary.VocabularyText).With("bpe.codes", "a b 1\n");

        Should.Throw<BenchException>(() => TokenizerFiles.Load(folder.Path, 64)).Problem.ShouldContain("bpe.codes is not read");
    }

    [Theory]
    [InlineData("RobertaTokenizer", "vocab.json is missing")]
    [InlineData("HerbertTokenizerFast", "vocab.json is missing")]
    [InlineData("AlbertTokenizer", "spiece.model is missing")]
    [InlineData("PreTrainedTokenizerFast", "read from tokenizer.json only")]
    public void The_files_must_be_those_of_the_class(string name, string problem)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("vocab.txt", SmallVocabulary.VocabularyText)
            .With("tokenizer_config.json", $$"""{ "tokenizer_class": "{{name}}" }""");

        Should.Throw<BenchException>(() => TokenizerFiles.Load(folder.Path, 64)).Problem.ShouldContain(problem);
    }

    [Fact]
    public void Truncation_and_padding_of_the_file_are_no_limits()
    {
        TokenizedText text = Load("tokenizer-json-truncation").Tokenize("a great film a great film a great film");

        text.Tokens.Length.ShouldBe(11);
        text.Truncated.ShouldBe(0);
    }

    [Theory]
    [InlineData("added_tokens.json", """{ "<x>": 16 }""")]
    [InlineData("tokenizer_config.json", """{ "added_tokens_decoder": { "16": { "content": "<x>", "special": true } } }""")]
    [InlineData("tokenizer_config.json", """{ "additional_special_tokens": ["<x>"] }""")]
    [InlineData("tokenizer_config.json", """{ "extra_special_tokens": { "mark": "<x>" } }""")]
    [InlineData("special_tokens_map.json", """{ "additional_special_tokens": [{ "content": "<x>", "lstrip": false }] }""")]
    [InlineData("special_tokens_map.json", """{ "eos_token": "<x>" }""")]
    public void Added_tokens_are_found_wherever_they_stand(string file, string content)
    {
        using TemporaryFolder text = new TemporaryFolder().With("vocab.txt", SmallVocabulary.VocabularyText).With(file, content);
        using TemporaryFolder json = new TemporaryFolder().With("tokenizer.json", SmallVocabulary.Json().ToJsonString())
            .With(file, content);
        foreach (TemporaryFolder folder in (TemporaryFolder[])[text, json])
        {
            Tokenizer tokenizer = TokenizerFiles.Load(folder.Path, 64);

            tokenizer.Tokenize("good <x>film").Tokens.Select(token => token.Id).ShouldBe([2, 6, 16, 7, 3]);
            tokenizer.FilesRead.ShouldContain(file);
        }
    }

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{ "additional_special_tokens": ["<X>"] }""", false)]
    public void A_token_of_added_tokens_json_is_found_in_the_normalized_text_unless_it_is_special(string map, bool isFound)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("vocab.txt", SmallVocabulary.VocabularyText)
            .With("added_tokens.json", """{ "<X>": 16 }""").With("special_tokens_map.json", map);
        Tokenizer tokenizer = TokenizerFiles.Load(folder.Path, 64);

        tokenizer.Tokenize("good <X>film").Tokens.Select(token => token.Id).ShouldBe([2, 6, 16, 7, 3]);
        tokenizer.Tokenize("good <x>film").Tokens.Any(token => token.Id == 16).ShouldBe(isFound);
    }

    [Fact]
    public void Rules_of_an_added_token_are_kept()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("vocab.txt", SmallVocabulary.VocabularyText).With(
            "tokenizer_config.json",
            """{ "added_tokens_decoder": { "16": { "content": "<x>", "lstrip": true, "rstrip": false, "single_word": true, "normalized": false } } }""");
        Tokenizer tokenizer = TokenizerFiles.Load(folder.Path, 64);

        tokenizer.Tokenize("good <x> film").Tokens[2].Id.ShouldBe(16);
        tokenizer.Tokenize("good <x>film").Tokens.ShouldAllBe(token => token.Id != 16);
    }

    [Fact]
    public void Two_files_that_disagree_are_refused()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("vocab.txt", SmallVocabulary.VocabularyText)
            .With("added_tokens.json", """{ "<x>": 16 }""")
            .With("tokenizer_config.json", """{ "added_tokens_decoder": { "17": { "content": "<x>" } } }""");

        BenchException exception = Should.Throw<BenchException>(() => TokenizerFiles.Load(folder.Path, 64));
        exception.Problem.ShouldBe("The added token '<x>' has id 16, in the vocabulary it has 17");
        exception.Where!.ShouldEndWith("added_tokens.json");
    }

    [Fact]
    public void The_files_that_were_read_are_known()
    {
        Load("added-tokens-json").FilesRead
            .ShouldBe(["added_tokens.json", "config.json", "special_tokens_map.json", "tokenizer_config.json", "vocab.txt"]);
        Load("herbert-bpe").FilesRead.ShouldBe(["config.json", "merges.txt", "tokenizer_config.json", "vocab.json"]);

        // Beside tokenizer.json the vocabulary says nothing.
        Load("tokenizer-json-truncation").FilesRead.ShouldBe(["config.json", "tokenizer.json", "tokenizer_config.json"]);
    }

    [Fact]
    public void Special_tokens_that_would_be_cut_into_pieces_are_refused()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("vocab.txt", SmallVocabulary.VocabularyText)
            .With("tokenizer_config.json", """{ "split_special_tokens": true }""");

        Refused(folder, "cut into pieces", "split_special_tokens");
    }

    [Theory]
    [InlineData("bos", true, true)]
    [InlineData("eos", false, true)]
    [InlineData("bos", false, false)]
    [InlineData("eos", true, false)]
    public void Llamas_flags_must_say_what_the_template_says(string role, bool adds, bool isRead)
    {
        using TemporaryFolder folder = new();
        File.Copy(Path.Combine(Repository.Golden, "tokenizers", "split-llama3", "tokenizer.json"), folder.File("tokenizer.json"));
        folder.With("tokenizer_config.json", $$"""
            { "tokenizer_class": "LlamaTokenizerFast", "bos_token": "<|begin_of_text|>", "eos_token": "<|end_of_text|>",
              "add_{{role}}_token": {{(adds ? "true" : "false")}} }
            """);

        if (isRead)
        {
            TokenizerFiles.Load(folder.Path, 64).Tokenize("a").Tokens[0].Text.ShouldBe("<|begin_of_text|>");
        }
        else
        {
            Refused(folder, $"add_{role}_token is", "tokenizer_config.json");
        }
    }

    private static void Refused(TemporaryFolder folder, string found, string where)
    {
        BenchException exception = Should.Throw<BenchException>(() => TokenizerFiles.Load(folder.Path, 64));
        exception.Problem.ShouldContain(found);
        exception.Where!.ShouldContain(where);
        exception.Remedy.ShouldNotBeNull();
    }

    private static string Folder(string name) => Path.Combine(Repository.Root, "tests", "golden", "tokenizer-folders", name);

    private static Tokenizer Load(string name) => TokenizerFiles.Load(Folder(name), 64);

    private static TemporaryFolder Copy(string name)
    {
        var copy = new TemporaryFolder();
        foreach (string file in Directory.GetFiles(Folder(name)))
        {
            File.Copy(file, copy.File(Path.GetFileName(file)));
        }

        return copy;
    }
}
