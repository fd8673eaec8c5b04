using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Reads pieces written as a JSON object from piece to id, as in <c>vocab.json</c>.</summary>
internal static class PieceFile
{
    /// <summary>Adds the pieces to a vocabulary.</summary>
    /// <param name="pieces">The object.</param>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="place">Where the object is, beyond the file.</param>
    /// <exception cref="BenchException">An id is no whole number, or a piece comes twice.</exception>
    public static void Read(JsonPlace pieces, VocabularyBuilder vocabulary, Func<string> place)
    {
        foreach ((string piece, JsonElement value) in pieces.Fields())
        {
            int id = value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
                ? number
                : new JsonPlace(value, $"{pieces.Where}: {piece}").Whole();
            vocabulary.Add(piece, id, place);
        }
    }
}
