using System.Text.Json;
using Bench.Abstractions;
using Bench.Inference;
using Bench.TestKit;
using Microsoft.ML.Tokenizers;

namespace Bench.Performance;

/// <summary>Byte-level BPE from text to tokens with offsets, beside Microsoft.ML.Tokenizers.</summary>
internal static class TokenizerTable
{
    private const int Repeats = 15;
    private const int RandomTexts = 200;
    private const string Words = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    public static PerformanceTable Measure()
    {
        string folder = SharedFolder.Missing("tokenizers/roberta-base/tokenizer.json") is null
            ? SharedFolder.Find("tokenizers", "roberta-base")
            : Path.Combine(Repository.Golden, "tokenizers", "bytelevel-roberta");
        Bench.Inference.Tokenizer bench = TokenizerFiles.Load(folder, int.MaxValue);
        BpeTokenizer library = Library(Path.Combine(folder, "tokenizer.json"));
        string[] texts = [.. GoldenJson.Read(Path.Combine(Repository.Golden, "tokenizers", "bert-base-uncased", "cases.json"))
            .At("cases").EnumerateArray().Select(entry => entry.At("text").GetString()!)];
        string[] random = RandomWords();
        return new PerformanceTable(
            "Tokenizer",
            $"Byte-level BPE, {bench.VocabularySize} pieces, one thread: texts are those of the conformance cases, whose words are soon "
                + "remembered; "
            + "random words are never met again. The library gives tokens with offsets in bytes of its own text, or ids alone.",
            ["M tokens/s by processor time", "M tokens/s on the clock"],
            [
                Measure("texts, Bench", texts, text => bench.Encode(text).Tokens.Length),
                Measure("texts, library, tokens", texts, text => library.EncodeToTokens(text, out _).Count),
                Measure("texts, library, ids", texts, text => library.EncodeToIds(text).Count),
                Measure("random words, Bench", random, text => bench.Encode(text).Tokens.Length),
                Measure("random words, library, tokens", random, text => library.EncodeToTokens(text, out _).Count),
                Measure("random words, library, ids", random, text => library.EncodeToIds(text).Count),
            ]);
    }

    private static PerformanceRow Measure(string name, string[] texts, Func<string, int> count)
    {
        double tokens = texts.Sum(count);
        int times = (int)Math.Max(1, 0.05 / Timing.Of(() => texts.Sum(count)).Wall);
        Timing[] timings = [.. Enumerable.Range(0, Repeats).Select(_ => Timing.Of(() => texts.Sum(count), times))];
        return PerformanceRow.Of(
            name, tokens / timings.Median(timing => timing.Cpu) / 1e6, tokens / timings.Median(timing => timing.Wall) / 1e6);
    }

    private static BpeTokenizer Library(string path)
    {
        JsonElement model = GoldenJson.Read(path).At("model");
        return BpeTokenizer.Create(new BpeOptions(
            model.At("vocab").EnumerateObject().Select(piece => KeyValuePair.Create(piece.Name, piece.Value.GetInt32())))
        {
            Merges = model.At("merges").EnumerateArray().Select(merge =>
                merge.ValueKind == JsonValueKind.String ? merge.GetString()! : string.Join(' ', merge.Texts())),
            ByteLevel = true,
            PreTokenizer = new RegexPreTokenizer(
                new System.Text.RegularExpressions.Regex(Words, System.Text.RegularExpressions.RegexOptions.Compiled), null),
        });
    }

    // So many different words that no store of words holds them all.
    private static string[] RandomWords()
    {
        var random = new DeterministicRandom(3);
        return [.. Enumerable.Range(0, RandomTexts).Select(_ => string.Join(' ', Enumerable.Range(0, 1000).Select(_ =>
            string.Concat(Enumerable.Range(0, 3 + random.NextInt(8)).Select(_ => (char)('a' + random.NextInt(26)))))))];
    }
}
