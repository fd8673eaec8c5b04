using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Reads the section <c>model</c> of <c>tokenizer.json</c>.</summary>
internal static class ModelReader
{
    /// <summary>Adds the model's pieces to a vocabulary.</summary>
    /// <param name="section">The section.</param>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <exception cref="BenchException">The model is unknown, or a piece comes twice.</exception>
    public static void ReadVocabulary(JsonPlace section, VocabularyBuilder vocabulary)
    {
        string type = Type(section);
        if (type != "WordPiece")
        {
            throw Unsupported.Part("model", type, section.Where, "WordPiece");
        }

        JsonPlace pieces = section["vocab"];
        foreach ((string piece, JsonElement value) in pieces.Fields())
        {
            int id = value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
                ? number
                : new JsonPlace(value, $"{pieces.Where}: {piece}").Whole();
            vocabulary.Add(piece, id, () => ": model: vocab");
        }
    }

    /// <summary>The piece model.</summary>
    /// <param name="section">The section.</param>
    /// <param name="vocabulary">The vocabulary with its pieces.</param>
    /// <exception cref="BenchException">The vocabulary lacks the unknown token.</exception>
    public static IPieceModel Read(JsonPlace section, Vocabulary vocabulary)
    {
        string unknown = section["unk_token"].Text("[UNK]");
        return new WordPieceModel(
            vocabulary,
            vocabulary.IdOf(unknown) ?? throw new BenchException(
                $"The vocabulary of {vocabulary.Size} pieces has no {unknown}",
                section["unk_token"].Where,
                "Take the tokenizer files the model was trained with"),
            section["continuing_subword_prefix"].Text("##"),
            section["max_input_chars_per_word"].Whole(100));
    }

    // Older files do not name the type; the fields give it away.
    private static string Type(JsonPlace section) => section switch
    {
        _ when !section["type"].IsNull => section["type"].Text(),
        _ when !section["merges"].IsNull => "BPE",
        _ when section["vocab"].Value.ValueKind == JsonValueKind.Array => "Unigram",
        _ when !section["continuing_subword_prefix"].IsNull || !section["max_input_chars_per_word"].IsNull => "WordPiece",
        _ => "none",
    };
}
