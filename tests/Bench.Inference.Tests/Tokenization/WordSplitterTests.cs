using System.Text.Json.Nodes;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Splitters of <c>tokenizer.json</c>, as Hugging Face's tokenizers have them.</summary>
public sealed class WordSplitterTests
{
    [Theory]
    [InlineData("Removed", false, "the|final|countdown")]
    [InlineData("Isolated", false, "the|-|final|-|-|countdown")]
    [InlineData("MergedWithPrevious", false, "the-|final-|-|countdown")]
    [InlineData("MergedWithNext", false, "the|-final|-|-countdown")]
    [InlineData("Contiguous", false, "the|-|final|--|countdown")]
    [InlineData("Removed", true, "-|-|-")]
    [InlineData("MergedWithPrevious", true, "the|-final|-|-countdown")]
    public void Split_with_every_behaviour(string behavior, bool invert, string expected) => Split(
        $$"""{ "type": "Split", "pattern": { "String": "-" }, "behavior": "{{behavior}}", "invert": {{(invert ? "true" : "false")}} }""",
        "the-final--countdown").ShouldBe(expected.Split('|'));

    [Theory]
    [InlineData("""{ "type": "Digits", "individual_digits": true }""", "a12½b", "a|1|2|½|b")]
    [InlineData("""{ "type": "Digits", "individual_digits": false }""", "a12½b", "a|12½|b")]
    [InlineData("""{ "type": "Punctuation" }""", "a,.b$ c", "a|,|.|b|$| c")]
    [InlineData("""{ "type": "Punctuation", "behavior": "Contiguous" }""", "a,.b", "a|,.|b")]
    [InlineData("""{ "type": "Whitespace" }""", "it's a  b\u200D½", "it|'|s|a|b\u200D|½")]
    [InlineData("""{ "type": "WhitespaceSplit" }""", "it's \t a", "it's|a")]
    [InlineData("""{ "type": "CharDelimiterSplit", "delimiter": "😀" }""", "a😀b c", "a|b c")]
    [InlineData("""{ "type": "FixedLength", "length": 3 }""", "abcdefgh", "abc|def|gh")]
    [InlineData("""{ "type": "FixedLength", "length": 2 }""", "a😀b日é", "a😀|b日|é")]
    [InlineData("""{ "type": "FixedLength" }""", "abcdefghijkl", "abcde|fghij|kl")]
    [InlineData("""{ "type": "Sequence", "pretokenizers": [] }""", "a b", "a b")]
    [InlineData("null", "a b", "a b")]
    [InlineData("""{ "type": "Metaspace", "prepend_scheme": "always", "split": false }""", "a b", "▁a▁b")]
    [InlineData(
        """{ "type": "Sequence", "pretokenizers": [{ "type": "Punctuation" }, { "type": "Metaspace", "prepend_scheme": "first" }] }""",
        "a,b c", "▁a|,|b|▁c")]
    [InlineData("""{ "type": "ByteLevel", "add_prefix_space": true, "use_regex": false }""", "a b", "ĠaĠb")]
    public void Others(string splitter, string text, string expected) =>
        Split(splitter, text).ShouldBe(expected.Split('|'));

    [Theory]
    [InlineData("""{ "type": "Nmt" }""", "a\u0001\u008F\u200Bb\tc\u2581", "a b c ")]
    [InlineData("""{ "type": "Prepend", "prepend": "<<" }""", "a", "<<a")]
    [InlineData("""{ "type": "Prepend", "prepend": "<<" }""", "", "")]
    [InlineData("""{ "type": "ByteLevel" }""", "é ", "Ã©Ġ")]
    [InlineData("""{ "type": "Replace", "pattern": { "String": "." }, "content": "\\1" }""", "a.b", "a\\1b")]
    public void Normalizers(string normalizer, string text, string expected)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("file", $$"""{ "normalizer": {{normalizer}} }""");
        INormalizer read = NormalizerReader.Read(
            JsonPlace.ReadObject(path)["normalizer"], TokenizerConfig.Read(new TokenizerFolder(folder.Path)));

        read.Normalize(AlignedText.Of(text, 0, text.Length)).Units.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("Ġa", 0, 1, true, true, 0, 1)]
    [InlineData("Ġa", 0, 2, true, false, 1, 2)]
    [InlineData("ĠĠ", 0, 2, true, true, 2, 2)]
    [InlineData("Ġa", 3, 5, false, true, 4, 5)]
    [InlineData("aĠ", 3, 5, false, true, 3, 4)]
    [InlineData("Ġ", 4, 5, false, true, 5, 5)]
    [InlineData("ĠðŁ", 6, 8, false, true, 8, 8)]
    [InlineData("Ġ", 6, 8, false, true, 8, 8)]
    [InlineData("ĠĠĠ", 0, 1, false, false, 1, 1)]
    public void Offsets_are_trimmed_by_the_spaces_of_the_piece(
        string piece, int start, int end, bool first, bool adds, int expectedStart, int expectedEnd) =>
        new OffsetTrim(adds).Of(piece, new Origin(start, end), first, "abcdef🙂").ShouldBe(new Origin(expectedStart, expectedEnd));

    private static IEnumerable<string> Split(string splitter, string text)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("file", new JsonObject { ["splitter"] = JsonNode.Parse(splitter) }.ToJsonString());
        IWordSplitter read = WordSplitterReader.Read(
            JsonPlace.ReadObject(path)["splitter"], TokenizerConfig.Read(new TokenizerFolder(folder.Path)));

        return [.. read.Split([Word.All(AlignedText.Of(text, 0, text.Length))]).Select(word => word.Units.ToString())];
    }
}
