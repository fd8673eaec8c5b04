using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Cli;

/// <summary>
/// Reads a row of ready token ids, as tokenizers of transformers give them: <c>input_ids</c>, and <c>token_type_ids</c>,
/// <c>attention_mask</c> and <c>special_tokens_mask</c> where there are any, as an object of its own or under <c>inputs</c>. All of it is
/// untrusted.
/// </summary>
internal static class TokensFile
{
    private const string Ids = "input_ids";

    /// <summary>The text that the ids stand for; its pieces are known, its characters are not.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tokenizer">Knows pieces and special tokens.</param>
    /// <exception cref="BenchException">The file is malformed, or its lists do not fit each other.</exception>
    public static TokenizedText Read(string path, ITokenizer tokenizer)
    {
        JsonElement file = InputJson.Read(path);
        JsonElement root = file;
        root = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("inputs", out JsonElement inputs) ? inputs : root;
        int[] ids = Numbers(root, Ids, null, path)
            ?? throw new BenchException($"There is no array '{Ids}'", path, "Give {\"input_ids\": [101, …, 102]}");
        int[]? types = Numbers(root, "token_type_ids", ids.Length, path);
        int[]? special = Numbers(root, "special_tokens_mask", ids.Length, path) ?? Numbers(file, "special_tokens_mask", ids.Length, path);
        if (Numbers(root, "attention_mask", ids.Length, path)?.Contains(0) == true)
        {
            throw new BenchException("The attention mask hides tokens", path, "Leave padding out");
        }

        SpecialTokens known = tokenizer.Special;
        bool[] isSpecial = special is null
            ? [.. ids.Select(id => id == known.Classification || id == known.Separator || id == known.Padding)]
            : [.. special.Select(flag => flag == 1)];
        int second = types is null ? SecondText(isSpecial) : ids.Length;
        var text = new TokenizedText
        {
            Text = "",
            TextPair = types?.Contains(1) == true || second < ids.Length ? "" : null,
            Tokens = [.. ids.Select((id, i) => new Token(
                id, Piece(tokenizer, id), 0, 0, isSpecial[i], types?[i] == 1 || i >= second ? 1 : 0, types?[i] ?? 0,
                isSpecial[i] ? -1 : i))],
        };
        return !text.FeaturePositions.IsEmpty
            ? text
            : throw new BenchException("All tokens are special: there is nothing to explain", path, "Give a text's tokens between them");
    }

    // Tokenizers of models without token types part a pair by special tokens alone. What is parted oftener is no pair: a conversation.
    private static int SecondText(bool[] isSpecial)
    {
        int[] starts =
            [.. Enumerable.Range(0, isSpecial.Length).Where(i => !isSpecial[i] && (i == 0 || isSpecial[i - 1]))];
        return starts.Length == 2 ? starts[1] : isSpecial.Length;
    }

    // Word embeddings may have more rows than the tokenizer has pieces.
    private static string Piece(ITokenizer tokenizer, int id)
    {
        try
        {
            return tokenizer.Piece(id);
        }
        catch (ArgumentOutOfRangeException)
        {
            return FormattableString.Invariant($"[{id}]");
        }
    }

    private static int[]? Numbers(JsonElement root, string name, int? count, string path)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(name, out JsonElement list)
            || list.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        int[] numbers = list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()
                .Select(value => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0 ? number : -1)]
            : [-1];
        return numbers.Length > 0 && !numbers.Contains(-1) && (count is null || numbers.Length == count)
            ? numbers
            : throw new BenchException(
                $"'{name}' is no list of {(count is null ? "" : FormattableString.Invariant($"{count} "))}whole numbers from 0", path,
                "Give one number for each token");
    }
}
