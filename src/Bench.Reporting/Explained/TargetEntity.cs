using System.Globalization;
using System.Text.Json;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>
/// The entity that an explained token is part of, as the record's answer has it: the tokens of one entity are shown as one.
/// </summary>
/// <param name="Place">Its place among the entities of the text, from 0.</param>
/// <param name="Word">Its characters in the text; where the answer does not say, its word. Untrusted text.</param>
/// <param name="Label">Its type, without B- and I-; of answers that group nothing the token's label. Untrusted text.</param>
/// <param name="Score">
/// The model's probability of it, the mean over its parts; <see langword="null"/> where the answer does not say.
/// </param>
internal sealed record TargetEntity(int Place, string Word, string Label, double? Score)
{
    /// <summary>What a heading says of it.</summary>
    public string Heading => $"{Word}: {Label}"
        + (Score is { } score ? string.Create(CultureInfo.InvariantCulture, $" ({score:F3})") : "");

    /// <summary>The entity of a record's target; <see langword="null"/> where it is part of none, or no token is explained.</summary>
    /// <param name="record">The record. Untrusted.</param>
    public static TargetEntity? Of(ExplanationRecord record)
    {
        if (record.Target.Position is not { } position || record.Answer?.TryGetValue("entities", out JsonElement entities) != true
            || entities.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach ((int place, JsonElement entity) in entities.EnumerateArray().Index())
        {
            if (IsPart(entity, position))
            {
                return new TargetEntity(place, Characters(record, entity) ?? Text(entity, "word"), Type(entity), Number(entity, "score"));
            }
        }

        return null;
    }

    private static bool IsPart(JsonElement entity, int position) => entity.ValueKind == JsonValueKind.Object
        && entity.TryGetProperty("tokens", out JsonElement tokens) && tokens.ValueKind == JsonValueKind.Array
        && tokens.EnumerateArray().Any(token =>
            token.ValueKind == JsonValueKind.Number && token.TryGetInt32(out int own) && own == position);

    // Vocabularies may be without capitals; people know the text.
    private static string? Characters(ExplanationRecord record, JsonElement entity)
    {
        string? text = Number(entity, "segment") is 1 ? record.TextPair : record.Text;
        return text is not null && Number(entity, "start") is { } start && Number(entity, "end") is { } end
            && start >= 0 && start < end && end <= text.Length
            ? text[(int)start..(int)end]
            : null;
    }

    private static string Type(JsonElement entity) =>
        Text(entity, "entity_group") is { Length: > 0 } type ? type : Text(entity, "entity");

    private static string Text(JsonElement entity, string name) =>
        entity.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static double? Number(JsonElement entity, string name) =>
        entity.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out double number)
            ? number : null;
}
