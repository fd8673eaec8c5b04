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
        if (Type(section) == "Unigram")
        {
            int next = 0;
            foreach (JsonPlace entry in section["vocab"].Items())
            {
                vocabulary.Add(Scored(entry).Text, next, () => $": {entry.Where}");
                next++;
            }
        }
        else
        {
            PieceFile.Read(section["vocab"], vocabulary, () => ": model: vocab");
        }
    }

    /// <summary>The piece model.</summary>
    /// <param name="section">The section.</param>
    /// <param name="vocabulary">The vocabulary with its pieces.</param>
    /// <exception cref="BenchException">
    /// The vocabulary lacks the unknown token, or a piece that a merge needs; WordPiece has a piece of several lines.
    /// </exception>
    public static IPieceModel Read(JsonPlace section, Vocabulary vocabulary) => Type(section) switch
    {
        "BPE" => BytePair(section, vocabulary),
        "Unigram" => Unigram(section),
        "WordLevel" => new WordLevelModel(vocabulary, UnknownOf(section, "<unk>", vocabulary)),
        _ => new WordPieceModel(
            vocabulary,
            UnknownOf(section, "[UNK]", vocabulary),
            section["continuing_subword_prefix"].Text("##"),
            section["max_input_chars_per_word"].Whole(100),
            section.Where),
    };

    private static IPieceModel BytePair(JsonPlace section, Vocabulary vocabulary)
    {
        if (!section["dropout"].IsNull && section["dropout"].Number() != 0)
        {
            throw Unsupported.Part(
                "model option", "dropout", section["dropout"].Where, "models without it, whose tokens are always the same");
        }

        string prefix = section["continuing_subword_prefix"].Text("");
        var merges = new List<(int, int, int)>();
        foreach (JsonPlace merge in section["merges"].Items())
        {
            // Written as "a b", in newer files as ["a", "b"].
            string[] pair = merge.Value.ValueKind == JsonValueKind.Array
                ? [.. merge.Items().Select(item => item.Text())]
                : merge.Text().Split(' ');
            merges.Add(Merges.Of(pair, prefix, vocabulary, merge.Where));
        }

        return LibraryBytePairModel.Of(vocabulary, merges, new BytePairOptions
        {
            Unknown = section["unk_token"].IsNull ? null : UnknownOf(section, "", vocabulary),
            FusesUnknown = section["fuse_unk"].Flag(missing: false),
            FallsBackToBytes = section["byte_fallback"].Flag(missing: false),
            WholeWordsFirst = section["ignore_merges"].Flag(missing: false),
            ContinuingPrefix = prefix,
            EndSuffix = section["end_of_word_suffix"].Text(""),
        });
    }

    private static UnigramModel Unigram(JsonPlace section)
    {
        (string Text, double Score)[] pieces = [.. section["vocab"].Items().Select(Scored)];
        int unknown = section["unk_id"].Whole();
        return unknown < pieces.Length
            ? new UnigramModel(pieces, unknown, section["byte_fallback"].Flag(missing: false))
            : throw new BenchException($"The unknown token has id {unknown}, but there are {pieces.Length} pieces", section["unk_id"].Where,
                "Copy the file again from where the model came from");
    }

    private static (string Text, double Score) Scored(JsonPlace entry)
    {
        JsonPlace[] parts = [.. entry.Items()];
        return parts.Length == 2
            ? (parts[0].Text(), Score(parts[1]))
            : throw new BenchException($"Found {parts.Length} values, expected a piece and its score", entry.Where,
                "Copy the file again from where the model came from");
    }

    // The number is checked as every number is, then read as the library reads it.
    private static double Score(JsonPlace place)
    {
        _ = place.Number();
        return ScoreText.Parse(place.Value.GetRawText());
    }

    private static int UnknownOf(JsonPlace section, string missing, Vocabulary vocabulary)
    {
        string token = section["unk_token"].Text(missing);
        return vocabulary.IdOf(token) ?? throw new BenchException(
            $"The vocabulary of {vocabulary.Size} pieces has no {token}", section["unk_token"].Where,
            "Take the tokenizer files the model was trained with");
    }

    // Older files do not name the type; the fields give it away.
    private static string Type(JsonPlace section)
    {
        string type = section switch
        {
            _ when !section["type"].IsNull => section["type"].Text(),
            _ when !section["merges"].IsNull => "BPE",
            _ when section["vocab"].Value.ValueKind == JsonValueKind.Array => "Unigram",
            _ when !section["continuing_subword_prefix"].IsNull || !section["max_input_chars_per_word"].IsNull => "WordPiece",
            _ => "none",
        };
        return type is "WordPiece" or "BPE" or "Unigram" or "WordLevel"
            ? type
            : throw Unsupported.Part("model", type, section.Where, "WordPiece, BPE, Unigram, WordLevel");
    }
}
