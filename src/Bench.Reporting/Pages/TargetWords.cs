using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>What a target is called in tables: the label of a token names the entity that the token is part of.</summary>
internal static class TargetWords
{
    /// <summary>The target's title, and of which entity it is.</summary>
    public static string Of(ExplanationRecord record) =>
        TargetEntity.Of(record) is { } entity ? $"{record.Target.Title} of “{entity.Word}”" : record.Target.Title;
}
