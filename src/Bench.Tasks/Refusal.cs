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
            throw new BenchException(
                "Candidate labels are given, but the task has labels of its own", "--labels", "Leave them out, or add --task zero-shot");
        }
    }

    /// <summary>What to say of a row that does not say what is true although that is to be explained.</summary>
    /// <param name="what">What is missing.</param>
    /// <param name="instance">The row.</param>
    public static BenchException NoGold(string what, Instance instance) => new(
        $"The instance has no {what}, but the suite explains what is true", instance.Source, $"Add the {what}, or set 'target: predicted'");

    /// <summary>Refuses to explain the way down of what is no number of its own.</summary>
    public static void RequireNoFlip(TargetNames choice)
    {
        if (choice.IsFlipped)
        {
            throw new BenchException("The way down is explained in regression only", "--flip",
                "Leave it out, or name the other label with --target or --against");
        }
    }
}
