using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Published vocabularies with the ids that Hugging Face's libraries give.</summary>
public sealed class SharedTokenizerTests
{
    [SharedTheory("tokenizers/bert-base-uncased")]
    [InlineData("tokenizer.json")]
    [InlineData("vocab.txt")]
    public void Bert_base_uncased(string file)
    {
        using var folder = new TemporaryFolder();
        File.Copy(SharedFolder.Find("tokenizers", "bert-base-uncased", file), folder.File(file));

        Compare(TokenizerFiles.Load(folder.Path, 512), "bert-base-uncased", 15);
    }

    [SharedFact("tokenizers/bert-base-multilingual-cased")]
    public void Bert_base_multilingual_cased()
    {
        using var folder = new TemporaryFolder();
        File.Copy(SharedFolder.Find("tokenizers", "bert-base-multilingual-cased", "vocab.txt"), folder.File("vocab.txt"));
        folder.With("tokenizer_config.json", """{ "do_lower_case": false, "model_max_length": 512 }""");

        Compare(TokenizerFiles.Load(folder.Path, 512), "bert-base-multilingual-cased", 11);
    }

    [SharedTheory("tokenizers/roberta-base")]
    [InlineData("tokenizer.json")]
    [InlineData("vocab.json", "merges.txt")]
    public void Roberta_base(params string[] files)
    {
        using var folder = new TemporaryFolder();
        foreach (string file in files)
        {
            File.Copy(SharedFolder.Find("tokenizers", "roberta-base", file), folder.File(file));
        }

        Compare(TokenizerFiles.Load(folder.Path, 512), "roberta-base", 5);
    }

    [SharedFact("tokenizers/gpt2")]
    public void Gpt2()
    {
        using var folder = new TemporaryFolder();
        foreach (string file in (string[])["vocab.json", "merges.txt"])
        {
            File.Copy(SharedFolder.Find("tokenizers", "gpt2", file), folder.File(file));
        }

        // It has one special token, and no template.
        string[] names = ["cls_token", "sep_token", "pad_token", "mask_token", "unk_token"];
        folder.With("tokenizer_config.json", "{" + string.Join(", ", names.Select(name => $"\"{name}\": \"<|endoftext|>\"")) + "}");

        Compare(TokenizerFiles.Load(folder.Path, 1024), "gpt2", 13);
    }

    [SharedFact("tokenizers/albert-base")]
    public void Albert_base()
    {
        using var folder = new TemporaryFolder();
        File.Copy(SharedFolder.Find("tokenizers", "albert-base", "spiece.model"), folder.File("spiece.model"));

        Compare(TokenizerFiles.Load(folder.Path, 512), "albert-base", 14);
    }

    private static void Compare(Tokenizer tokenizer, string name, int count)
    {
        JsonElement[] cases = [.. GoldenJson.Read(SharedFolder.Find("tokenizers", name, "cases.json")).EnumerateArray()];
        cases.Length.ShouldBe(count);
        foreach (JsonElement entry in cases)
        {
            TokenizedText text = tokenizer.Encode(entry.At("text").GetString()!, entry.Maybe("text_pair")?.GetString());
            text.Tokens.Select(token => token.Id).ShouldBe(entry.At("ids").Integers(), entry.At("name").GetString());

            // The reference shows the characters of an unknown token, and not its piece.
            Token[] tokens = [.. text.Tokens.Where(token => !token.IsSpecial)];
            string[] expected = [.. entry.At("tokens").Texts()];
            tokens.Length.ShouldBe(expected.Length, entry.At("name").GetString());
            tokens.Select((token, i) => token.Id == tokenizer.Special.Unknown ? expected[i] : token.Text)
                .ShouldBe(expected, entry.At("name").GetString());
        }
    }
}
