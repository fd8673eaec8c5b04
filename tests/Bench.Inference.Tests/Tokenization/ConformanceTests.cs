using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>
/// Tokenizers trained for this project and models with them, with what Hugging Face's tokenizers give: all of it must be equal.
/// </summary>
public sealed class ConformanceTests
{
    private static string Golden { get; } = Path.Combine(Repository.Golden, "tokenizers");

    public static TheoryData<string> Trained =>
        [.. Directory.GetDirectories(Golden).Where(folder => File.Exists(Path.Combine(folder, "tokenizer.json")))
            .Select(folder => Path.GetFileName(folder))];

    [Theory]
    [MemberData(nameof(Trained))]
    public void Trained_tokenizers(string name) => Compare(Path.Combine(Golden, name), Path.Combine(Golden, name, "cases.json"), 30);

    [SharedTheory("tokenizers")]
    [InlineData("bert-base-uncased")]
    [InlineData("roberta-base")]
    public void Published_tokenizers(string name)
    {
        using TemporaryFolder folder = new();
        File.Copy(SharedFolder.Find("tokenizers", name, "tokenizer.json"), folder.File("tokenizer.json"));

        Compare(folder.Path, Path.Combine(Golden, name, "cases.json"), 122);
    }

    [SharedFact("golden-tasks/models")]
    public void Tokenizers_of_models()
    {
        int models = 0;
        foreach (string folder in Directory.GetDirectories(SharedFolder.Find("golden-tasks", "models"))
            .Where(folder => File.Exists(Path.Combine(folder, "tokenizer.json"))))
        {
            Compare(folder, SharedFolder.Find("golden-tasks", "cases", Path.GetFileName(folder) + ".json"), null);
            models++;
        }

        models.ShouldBe(26);
    }

    private static void Compare(string folder, string casesFile, int? count)
    {
        Tokenizer tokenizer = TokenizerFiles.Load(folder, 100_000);
        JsonElement[] cases = [.. GoldenJson.Read(casesFile).At("cases").EnumerateArray()];
        cases.Length.ShouldBe(count ?? cases.Length);
        foreach (JsonElement entry in cases)
        {
            string text = entry.At("text").GetString()!;
            string? pair = entry.Maybe("text_pair")?.GetString();
            string name = $"{Path.GetFileName(folder)}: {text}";
            TokenizedText result = tokenizer.Encode(text, pair);

            // Cases of models are cut to 60 tokens.
            int length = entry.At("tokens").GetArrayLength();
            Token[] tokens = [.. result.Tokens.Take(count is null ? length : int.MaxValue)];
            tokens.Select(token => token.Id).ShouldBe((entry.Maybe("ids") ?? entry.At("inputs", "input_ids")).Integers(), name);
            tokens.Select(token => token.IsSpecial ? 1 : 0).ShouldBe(entry.At("special_tokens_mask").Integers(), name);
            tokens.SelectMany((token, i) => CodePoints(token, token.Segment == 0 ? text : pair!))
                .ShouldBe(entry.At("offsets").Integers(), name);
            if (entry.Maybe("type_ids") is { } types)
            {
                tokens.Select(token => token.TypeId).ShouldBe(types.Integers(), name);
                Words(tokens).ShouldBe(Words(entry), name);
            }
        }
    }

    private static int[] CodePoints(Token token, string text) =>
        token.IsSpecial ? [0, 0] : [text[..token.Start].EnumerateRunes().Count(), text[..token.End].EnumerateRunes().Count()];

    // The reference counts the words of the second text from 0 again.
    private static IEnumerable<int?> Words(Token[] tokens)
    {
        int first = tokens.Where(token => token.Segment == 1 && !token.IsSpecial).Select(token => token.Word).DefaultIfEmpty().Min();
        return [.. tokens.Select(token => token.IsSpecial ? null : (int?)(token.Segment == 0 ? token.Word : token.Word - first))];
    }

    private static IEnumerable<int?> Words(JsonElement entry) =>
        [.. entry.At("word_ids").EnumerateArray().Select(word => word.ValueKind == JsonValueKind.Null ? null : (int?)word.GetInt32())];
}
