using System.Text.Json;
using System.Text.Json.Nodes;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>
/// Mixtures of normalizers, splitters, post-processors and added tokens, drawn by <c>variants.js</c>, on the trained vocabularies.
/// </summary>
public sealed class VariantTests
{
    private static readonly JsonElement[] _variants =
        [.. GoldenJson.Read(Path.Combine(Repository.Root, "tests", "Bench.Inference.Tests", "Tokenization", "Reference", "variants.json"))
            .EnumerateArray()];

    public static TheoryData<string> Bases =>
        [.. _variants.Select(variant => variant.At("base").GetString()!).Distinct()];

    [Theory]
    [MemberData(nameof(Bases))]
    public void Tokens_equal_those_of_the_reference(string name)
    {
        foreach (JsonElement variant in _variants.Where(variant => variant.At("base").GetString() == name))
        {
            Tokenizer tokenizer = Load(variant);
            foreach (JsonElement entry in variant.At("cases").EnumerateArray())
            {
                string text = entry.At("text").GetString()!;
                string message =
                    $"{text}: {variant.At("normalizer")} {variant.At("pre_tokenizer")} {variant.At("post_processor")} "
                        + $"{variant.At("added")}";
                Token[] tokens = [.. tokenizer.Encode(text, entry.Maybe("text_pair")?.GetString()).Tokens];

                tokens.Select(token => token.Id).ShouldBe(entry.At("ids").Integers(), message);
                tokens.Select(token => token.TypeId).ShouldBe(entry.At("types").Integers(), message);
                tokens.SelectMany(token => (int[])[token.Start, token.End]).ShouldBe(entry.At("offsets").Integers(), message);
            }
        }
    }

    private static Tokenizer Load(JsonElement variant)
    {
        string path = Path.Combine(Repository.Golden, "tokenizers", variant.At("base").GetString()!, "tokenizer.json");
        JsonObject json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        foreach (string section in (string[])["normalizer", "pre_tokenizer", "post_processor"])
        {
            json[section] = JsonNode.Parse(variant.At(section).GetRawText());
        }

        foreach (JsonElement token in variant.At("added").EnumerateArray())
        {
            json["added_tokens"]!.AsArray().Add(JsonNode.Parse(token.GetRawText()));
        }

        using var folder = new TemporaryFolder();
        return TokenizerFiles.Load(folder.With("tokenizer.json", json.ToJsonString()).Path, 100_000);
    }
}
