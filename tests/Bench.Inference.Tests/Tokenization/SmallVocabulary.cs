using System.Globalization;
using System.Text.Json.Nodes;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>A tokenizer of a few pieces, written to a folder and changed at will.</summary>
internal static class SmallVocabulary
{
    public static readonly string[] Pieces =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "good", "film", "##s", "##ed", ".", "ᄒ", "##ᅡ", "##ᆫ", "i", "##\u0307"];

    public static string VocabularyText => string.Join('\n', Pieces) + "\n";

    /// <summary>A <c>tokenizer.json</c> with these pieces, as Hugging Face writes it for BERT.</summary>
    public static JsonObject Json()
    {
        var vocabulary = new JsonObject();
        for (int i = 0; i < Pieces.Length; i++)
        {
            vocabulary[Pieces[i]] = i;
        }

        JsonObject json = JsonNode.Parse("""
            {
              "version": "1.0",
              "truncation": null,
              "added_tokens": [],
              "normalizer": { "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true },
              "pre_tokenizer": { "type": "BertPreTokenizer" },
              "post_processor": {
                "type": "TemplateProcessing",
                "single": [
                  { "SpecialToken": { "id": "[CLS]", "type_id": 0 } },
                  { "Sequence": { "id": "A", "type_id": 0 } },
                  { "SpecialToken": { "id": "[SEP]", "type_id": 0 } }
                ],
                "pair": [
                  { "SpecialToken": { "id": "[CLS]", "type_id": 0 } },
                  { "Sequence": { "id": "A", "type_id": 0 } },
                  { "SpecialToken": { "id": "[SEP]", "type_id": 0 } },
                  { "Sequence": { "id": "B", "type_id": 1 } },
                  { "SpecialToken": { "id": "[SEP]", "type_id": 1 } }
                ],
                "special_tokens": {
                  "[CLS]": { "id": "[CLS]", "ids": [2], "tokens": ["[CLS]"] },
                  "[SEP]": { "id": "[SEP]", "ids": [3], "tokens": ["[SEP]"] }
                }
              },
              "model": { "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100 }
            }
            """)!.AsObject();
        json["model"]!["vocab"] = vocabulary;
        return json;
    }

    /// <summary>Loads the tokenizer after a change to its file.</summary>
    public static Tokenizer Load(Action<JsonObject>? change = null, string? config = null, int maxLength = 512)
    {
        JsonObject json = Json();
        change?.Invoke(json);
        using var folder = new TemporaryFolder();
        folder.With("tokenizer.json", json.ToJsonString());
        if (config is not null)
        {
            folder.With("tokenizer_config.json", config);
        }

        return TokenizerFiles.Load(folder.Path, maxLength);
    }

    /// <summary>An added token as the file writes it.</summary>
    public static JsonObject AddedToken(int id, string content, bool normalized = false, bool singleWord = false, bool strips = false) =>
        JsonNode.Parse(string.Create(CultureInfo.InvariantCulture, $$"""
            { "id": {{id}}, "content": "{{content}}", "special": false, "normalized": {{Text(normalized)}},
              "single_word": {{Text(singleWord)}}, "lstrip": {{Text(strips)}}, "rstrip": {{Text(strips)}} }
            """))!.AsObject();

    private static string Text(bool flag) => flag ? "true" : "false";
}
