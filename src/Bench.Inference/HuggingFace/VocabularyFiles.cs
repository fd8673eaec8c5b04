using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Compares the vocabularies in a folder with the word embedding. Only the highest id matters here; reading the vocabulary, and
/// telling what is wrong with it, is the tokenizer's work.
/// </summary>
internal static class VocabularyFiles
{
    /// <summary>Refuses a folder whose tokenizer could produce ids beyond the embedding.</summary>
    public static void RequireFit(string folder, EncoderConfig config)
    {
        Require(Path.Combine(folder, "vocab.txt"), CountLines, config);
        Require(Path.Combine(folder, "tokenizer.json"), CountIds, config);
    }

    private static void Require(string path, Func<string, long> count, EncoderConfig config)
    {
        if (File.Exists(path) && count(path) is var size && size > config.VocabularySize)
        {
            throw new BenchException(
                $"The vocabulary has ids up to {size - 1}, but the word embedding has {config.VocabularySize} rows (vocab_size in "
                    + "config.json)",
                path,
                "Use the tokenizer files that belong to this model");
        }
    }

    private static long CountLines(string path)
    {
        InputFile.Require(path, InputFile.Table);
        try
        {
            return File.ReadLines(path).LongCount();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"The file cannot be read ({e.Message.TrimEnd('.')})", path, "Check its permissions and the disk", e);
        }
    }

    // The highest id + 1 of {"model": {"vocab": {piece: id}}, "added_tokens": [{"id": id}]}.
    private static long CountIds(string path)
    {
        JsonElement root = InputJson.ReadObject(path);
        long count = 0;
        if (root.TryGetProperty("model", out JsonElement model) && model.ValueKind == JsonValueKind.Object
            && model.TryGetProperty("vocab", out JsonElement vocabulary) && vocabulary.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty piece in vocabulary.EnumerateObject())
            {
                count = Math.Max(count, Next(piece.Value));
            }
        }

        if (root.TryGetProperty("added_tokens", out JsonElement added) && added.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement token in added.EnumerateArray())
            {
                count = Math.Max(
                    count, token.ValueKind == JsonValueKind.Object && token.TryGetProperty("id", out JsonElement id) ? Next(id) : 0);
            }
        }

        return count;
    }

    private static long Next(JsonElement id) => id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out int value) ? value + 1L : 0;
}
