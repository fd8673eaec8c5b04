using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Words are found in the characters: tokenizers have the same ones, unless a token reaches across several.</summary>
public sealed class UnitsOfTokenizersTests
{
    private const string Text = "Don't miss it: 3.5 unbelievably good hours, e.g. (really) !";

    private static readonly string[] _words =
        ["Don't", "miss", "it", ":", "3.5", "unbelievably", "good", "hours", ",", "e.g", ".", "(", "really", ")", "!"];

    public static TheoryData<string> Tokenizers => [.. Directory
        .GetFiles(Path.Combine(Repository.Golden, "tokenizers"), "tokenizer.json", SearchOption.AllDirectories)
        .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void Of_golden_tokenizers(string name) => Check(TokenizerFiles.Load(Path.Combine(Repository.Golden, "tokenizers", name), 512));

    [SharedTheory("tokenizers/albert-base")]
    [InlineData("albert-base", "spiece.model")]
    [InlineData("bert-base-uncased", "vocab.txt")]
    [InlineData("bert-base-multilingual-cased", "vocab.txt")]
    [InlineData("roberta-base", "tokenizer.json")]
    public void Of_published_tokenizers(string name, string file)
    {
        using var folder = new TemporaryFolder();
        File.Copy(SharedFolder.Find("tokenizers", name, file), folder.File(file));
        Check(TokenizerFiles.Load(folder.Path, 512));
    }

    [SharedFact("tokenizers/roberta-base")]
    public void A_token_of_several_words_joins_them()
    {
        using var folder = new TemporaryFolder();
        File.Copy(SharedFolder.Find("tokenizers", "roberta-base", "tokenizer.json"), folder.File("tokenizer.json"));
        Units(TokenizerFiles.Load(folder.Path, 512).Encode("(so)!"), Granularity.Word).ShouldBe(["(", "so", ")!"]);
    }

    private static void Check(Tokenizer tokenizer)
    {
        Units(tokenizer.Encode(Text), Granularity.Word).ShouldBe(_words);
        Units(tokenizer.Encode("It rained. We left!", "Why? No."), Granularity.Sentence)
            .ShouldBe(["It rained.", "We left!", "Why?", "No."]);
        foreach (ReferenceText text in ReferenceText.All)
        {
            TokenizedText input = tokenizer.Encode(text.Text, text.TextPair);
            foreach (Granularity granularity in (Granularity[])[Granularity.Word, Granularity.Sentence])
            {
                Unit[] units = [.. input.InUnits(new UnitChoice(granularity)).Units];
                units.SelectMany(unit => unit.Positions).ShouldBe(input.FeaturePositions, text.Name);
                units.ShouldAllBe(
                    unit => unit.Positions.All(position => input.Tokens[position].Segment == unit.Characters.Segment), text.Name);
            }
        }
    }

    private static string[] Units(TokenizedText input, Granularity granularity) =>
        [.. input.InUnits(new UnitChoice(granularity)).Units.Select(input.CharactersOf)];
}
