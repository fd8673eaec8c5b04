using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Collects the tokens that are added to a vocabulary, from wherever a folder states them: <c>tokenizer.json</c>,
/// <c>added_tokens_decoder</c>, <c>added_tokens.json</c>, the named special tokens and <c>additional_special_tokens</c>. A token without an
/// id has that of the vocabulary, or the next free one, as in transformers.
/// </summary>
/// <param name="source">The folder.</param>
/// <param name="vocabulary">The vocabulary that grows by them.</param>
internal sealed class AddedTokenFiles(TokenizerSource source, VocabularyBuilder vocabulary)
{
    private static readonly string[] _roles = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];
    private static readonly string[] _lists = ["additional_special_tokens", "extra_special_tokens"];

    private readonly Dictionary<string, AddedToken> _tokens = new(StringComparer.Ordinal);

    /// <summary>All added tokens.</summary>
    /// <param name="listed">Those that <c>tokenizer.json</c> lists.</param>
    /// <exception cref="BenchException">Two files give a token different ids, or a token is damaged.</exception>
    public ImmutableArray<AddedToken> Read(IEnumerable<JsonPlace> listed)
    {
        foreach (JsonPlace token in listed)
        {
            Add(token, token["id"].Whole());
        }

        foreach ((string id, JsonElement token) in source.Config.AddedTokens.IsNull ? [] : source.Config.AddedTokens.Fields())
        {
            JsonPlace place = new(token, $"{source.Config.AddedTokens.Where}: {id}");
            Add(place, int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : throw new BenchException($"Found '{id}', expected the id of a token", source.Config.AddedTokens.Where,
                    "Copy the file again from where the model came from"));
        }

        JsonPlace[] special =
            [.. _roles.Select(source.Config.SpecialToken).Concat(_lists.SelectMany(Several)).Where(token => !token.IsNull)];
        ReadTextFile([.. special.Select(TokenizerConfig.Content)]);
        foreach (JsonPlace token in special)
        {
            Add(token, vocabulary.IdOf(TokenizerConfig.Content(token)) ?? vocabulary.Next);
        }

        return [.. _tokens.Values];
    }

    // An object from token to id. A token that nothing declares special is looked for in the normalized text.
    private void ReadTextFile(HashSet<string> special)
    {
        JsonPlace file = source.Folder.Json("added_tokens.json");
        foreach ((string content, JsonElement id) in file.IsNull ? [] : file.Fields())
        {
            Add(content,
                new AddedToken(new JsonPlace(id, $"{file.Where}: {content}").Whole(), content) { Normalized = !special.Contains(content) },
                file.Where);
        }
    }

    private IEnumerable<JsonPlace> Several(string key)
    {
        JsonPlace tokens = source.Config.MoreTokens(key);
        return tokens.IsNull ? []
            : tokens.Value.ValueKind == JsonValueKind.Object
                ? tokens.Fields().Select(field => new JsonPlace(field.Value, $"{tokens.Where}: {field.Name}"))
            : tokens.Items();
    }

    private void Add(JsonPlace token, int id)
    {
        string content = TokenizerConfig.Content(token);
        Add(content, new AddedToken(id, content)
        {
            Normalized = token["normalized"].Flag(missing: false),
            SingleWord = token["single_word"].Flag(missing: false),
            StripsLeft = token["lstrip"].Flag(missing: false),
            StripsRight = token["rstrip"].Flag(missing: false),
        }, token.Where);
    }

    // The first file that states a token states its rules; the id must be the same in all.
    private void Add(string content, AddedToken token, string where)
    {
        vocabulary.AddToken(content, token.Id, where);
        _tokens.TryAdd(content, token);
    }
}
