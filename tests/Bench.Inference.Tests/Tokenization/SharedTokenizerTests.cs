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

    private static void Compare(Tokenizer tokenizer, string name, int count)
    {
        JsonElement[] cases = [.. GoldenJson.Read(SharedFolder.Find("tokenizers", name, "cases.json")).EnumerateArray()];
        cases.Length.ShouldBe(count);
        foreach (JsonElement entry in cases)
        {
            TokenizedText text = tokenizer.Encode(entry.At("text").GetString()!, entry.Maybe("text_pair")?.GetString());
            text.Tokens.Select(token => token.Id).ShouldBe(entry.At("ids").Integers(), entry.At("name").GetString());
            text.Tokens.Where(token => !token.IsSpecial).Select(token => token.Text).ShouldBe(entry.At("tokens").Texts(), entry.At("name").GetString());
        }
    }
}
