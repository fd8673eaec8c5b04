using System.Collections.Immutable;
using System.Text.Json;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>A text of <c>Reference/cases.json</c> with the tokens that Hugging Face's tokenizers give.</summary>
internal sealed record ReferenceText(
    string Name,
    int Max,
    string Text,
    string? TextPair,
    ImmutableArray<int> Ids,
    ImmutableArray<int> Types,
    ImmutableArray<int> Special,
    ImmutableArray<int> Offsets,
    ImmutableArray<int> Words)
{
    public static ImmutableArray<ReferenceText> All { get; } = [.. Read()];

    private static IEnumerable<ReferenceText> Read()
    {
        string path = Path.Combine(Repository.Root, "tests", "Bench.Inference.Tests", "Tokenization", "Reference", "cases.json");
        foreach (JsonElement entry in GoldenJson.Read(path).At("cases").EnumerateArray())
        {
            string name = entry.At("name").GetString()!;
            int max = entry.At("max").GetInt32();
            yield return new ReferenceText(
                $"{name} ({max})",
                max,
                entry.At("text").GetString()!,
                entry.Maybe("text_pair")?.GetString(),
                [.. entry.At("ids").Integers()],
                [.. entry.At("types").Integers()],
                [.. entry.At("special").Integers()],
                [.. entry.At("offsets").Integers()],
                [.. entry.At("words").Integers()]);
        }
    }
}
