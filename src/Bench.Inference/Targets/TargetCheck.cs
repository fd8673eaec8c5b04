using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Refuses targets that a sequence classifier does not have.</summary>
public static class TargetCheck
{
    /// <summary>Checks that a target is one of the outputs for the whole text.</summary>
    /// <param name="info">The model.</param>
    /// <param name="target">The target.</param>
    /// <exception cref="BenchException">The target names a position, a span or an output that is not there.</exception>
    public static void Require(ModelInfo info, Target target)
    {
        if (target.Position is not null || target.SpanEnd is not null || (uint)target.Output >= (uint)info.Labels.Count)
        {
            throw new BenchException(
                $"The target {target} does not fit: the model has {info.Labels.Count} outputs for the whole text",
                info.Name,
                "Choose an output below that, without a position");
        }
    }
}
