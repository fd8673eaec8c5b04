using System.Collections.Immutable;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>What the two texts of a pair are called.</summary>
internal static class SegmentNames
{
    /// <summary>The names of a record's texts; empty where it has one only.</summary>
    public static ImmutableArray<string> Of(ExplanationRecord record) => record.TextPair is null ? ["", ""] : Of(record.Task);

    /// <summary>The names of a task's first and second text.</summary>
    /// <param name="task">Id of the task, or <see langword="null"/>.</param>
    public static ImmutableArray<string> Of(string? task) => task switch
    {
        "question-answering" => ["question", "context"],
        "zero-shot" => ["text", "hypothesis"],
        _ => ["first text", "second text"],
    };
}
