using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>What tasks refuse alike.</summary>
internal static class Refusal
{
    /// <summary>Refuses candidate labels outside zero-shot classification.</summary>
    public static void RequireNoLabels(TaskQuestion question)
    {
        if (!question.Labels.IsEmpty)
        {
            throw new BenchException("Candidate labels are given, but the task has labels of its own", "--labels", "Leave them out, or add --task zero-shot");
        }
    }

    /// <summary>Refuses to explain the way down of what is no number of its own.</summary>
    public static void RequireNoFlip(TargetNames choice)
    {
        if (choice.IsFlipped)
        {
            throw new BenchException("The way down is explained in regression only", "--flip", "Leave it out, or name the other label with --target or --against");
        }
    }
}
