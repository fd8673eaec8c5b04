using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>A stretch of tokens that justifies a label.</summary>
/// <param name="Document">Id of the document.</param>
/// <param name="Start">First token.</param>
/// <param name="End">One past the last.</param>
/// <param name="Text">The tokens as the annotation repeats them, or <see langword="null"/>.</param>
internal sealed record EraserEvidence(string Document, int Start, int End, string? Text)
{
    /// <summary>The evidences of all groups of an annotation.</summary>
    /// <param name="line">The annotation.</param>
    /// <exception cref="BenchException">They have another form.</exception>
    public static IEnumerable<EraserEvidence> Read(JsonLine line)
    {
        if (!line.Fields.TryGetProperty("evidences", out JsonElement groups) || groups.ValueKind != JsonValueKind.Array)
        {
            throw new BenchException("There is no list 'evidences'", line.Where, "Give an empty list where there are none");
        }

        foreach (JsonElement group in groups.EnumerateArray())
        {
            // A group is a list; anything else is read as a group of one, which its fields will tell.
            foreach (JsonElement evidence in group.ValueKind == JsonValueKind.Array ? [.. group.EnumerateArray()] : (JsonElement[])[group])
            {
                yield return One(evidence, line);
            }
        }
    }

    /// <summary>Whether it marks no token; published annotations have some of these, and they say nothing.</summary>
    public bool IsEmpty => Start >= 0 && Start == End;

    /// <summary>The characters of the evidence.</summary>
    /// <param name="document">Its document.</param>
    /// <param name="where">Where it was read, for messages.</param>
    /// <exception cref="BenchException">The tokens lie outside the document, or are others than the annotation says.</exception>
    public CharacterSpan ToSpan(EraserDocument document, string where)
    {
        if (Start < 0 || Start >= End || End > document.Count)
        {
            throw new BenchException(
                $"The tokens {Start}-{End} do not lie inside the document '{Document}', which has {document.Count}",
                where,
                "Give start_token and end_token with 0 ≤ start < end ≤ number of tokens");
        }

        string words = document.Words(Start, End);
        return Text is null || Words(Text).SequenceEqual(Words(words))
            ? document.Span(Start, End)
            : throw new BenchException(
                $"The evidence is '{Text}', but the tokens {Start}-{End} of the document '{Document}' are '{words}'",
                where,
                "Use the documents that belong to the annotations");
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static EraserEvidence One(JsonElement evidence, JsonLine line)
    {
        return evidence.ValueKind == JsonValueKind.Object
            && evidence.TryGetProperty("docid", out JsonElement document)
            && line.Text(document, "docid") is { } name
            && Number("start_token") is { } start
            && Number("end_token") is { } end
            ? new EraserEvidence(name, start, end, evidence.TryGetProperty("text", out JsonElement text) ? line.Text(text, "text") : null)
            : throw new BenchException(
                "An evidence lacks docid, start_token or end_token", line.Where,
                "ERASER's evidences have all three; sentences alone are not enough");

        int? Number(string key) =>
            evidence.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number
                && value.TryGetInt32(out int number)
                ? number
                : null;
    }
}
