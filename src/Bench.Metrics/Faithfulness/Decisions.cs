using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>What a model decides, and whether a perturbed row changes it.</summary>
internal static class Decisions
{
    /// <summary>Whether two rows are decided differently: another most likely class, or another side of one half for the target.</summary>
    public static bool Differ(MetricContext context, Tensor first, Tensor second) => context.Model.Info.Activation switch
    {
        OutputActivation.Softmax or OutputActivation.PositionSoftmax => Largest(first) != Largest(second),
        _ => first.Span[context.Explanation.Target.Output] >= 0 != second.Span[context.Explanation.Target.Output] >= 0,
    };

    private static int Largest(Tensor logits)
    {
        int largest = 0;
        for (int i = 1; i < logits.Span.Length; i++)
        {
            largest = logits.Span[i] > logits.Span[largest] ? i : largest;
        }

        return largest;
    }
}
