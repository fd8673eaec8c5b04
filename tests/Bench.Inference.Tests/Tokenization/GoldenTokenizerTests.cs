using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>The texts of the golden cases, tokenized by transformers.</summary>
public sealed class GoldenTokenizerTests
{
    [Theory]
    [MemberData(nameof(GoldenCases.WithText), MemberType = typeof(GoldenCases))]
    public void Tokens_equal_those_of_the_reference(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        Tokenizer tokenizer = TokenizerFiles.Load(golden.ModelFolder, 512);

        TokenizedText text = tokenizer.Tokenize(golden.Root.At("text").GetString()!, golden.Root.Maybe("text_pair")?.GetString());

        text.Tokens.ShouldBe(golden.Input.Tokens);
        text.FeaturePositions.ShouldBe(golden.FeaturePositions);
        text.Truncated.ShouldBe(0);
        (tokenizer.Special with { Unknown = golden.Special.Unknown }).ShouldBe(golden.Special);
    }

    [Theory]
    [InlineData("bert-micro")]
    [InlineData("distilbert-micro")]
    [InlineData("electra-micro")]
    [InlineData("bert-micro-gelu-new")]
    [InlineData("sst2-bert-mini")]
    [InlineData("emotion-bert-mini")]
    public void The_vocabulary_as_text_gives_the_same_tokenizer(string model)
    {
        string folder = Repository.Model(model);
        using var copy = new TemporaryFolder();
        foreach (string name in (string[])["vocab.txt", "tokenizer_config.json"])
        {
            File.Copy(Path.Combine(folder, name), copy.File(name));
        }

        Tokenizer fromJson = TokenizerFiles.Load(folder, 512);
        Tokenizer fromText = TokenizerFiles.Load(copy.Path, 512);

        fromText.VocabularySize.ShouldBe(fromJson.VocabularySize);
        fromText.Special.ShouldBe(fromJson.Special);
        fromText.MaxLength.ShouldBe(fromJson.MaxLength);
        foreach (ReferenceText text in ReferenceText.All)
        {
            fromText.Encode(text.Text, text.TextPair).Tokens.ShouldBe(fromJson.Encode(text.Text, text.TextPair).Tokens, text.Name);
        }
    }
}
