using System.Text.Json;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>What a target is called in tables: the label of a token names the entity that the token is part of.</summary>
internal static class TargetWords
{
    /// <summary>The target's title, and of which entity it is.</summary>
    public static string Of(ExplanationRecord record)
    {
        if (record.Target.Position is not { } position || record.Answer?.TryGetValue("entities", out JsonElement entities) != true
            || entities.ValueKind != JsonValueKind.Array)
        {
            return record.Target.Title;
        }

        string? word = entities.EnumerateArray().Where(entity => IsPart(entity, position))
            .Select(entity => entity.GetProperty("word").ToString()).FirstOrDefault();
        return word is null ? record.Target.Title : $"{record.Target.Title} of “{word}”";
    }

    private static bool IsPart(JsonElement entity, int position) => entity.TryGetProperty("tokens", out JsonElement tokens)
        && tokens.ValueKind == JsonValueKind.Array && entity.TryGetProperty("word", out _)
        && tokens.EnumerateArray().Any(token => token.TryGetInt32(out int own) && own == position);
}
