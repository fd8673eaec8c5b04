using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>A number for a text or two.</summary>
public sealed class RegressionTask : ClassTask
{
    /// <summary>Id and description.</summary>
    public static TaskDescriptor Descriptor { get; } = new()
    {
        Id = "regression",
        Summary = "A number for a text or two; --flip explains what lowers it",
        TargetNames = "the output's label or index, or all",
        Fits = model => Fits(model, OutputActivation.Identity),
        Needs = "a ...ForSequenceClassification model with one output, or whose problem_type is regression",
    };

    /// <inheritdoc/>
    protected override bool MayFlip => true;
}
