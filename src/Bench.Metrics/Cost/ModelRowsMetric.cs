using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>What an explanation took, in model rows: forward rows plus backward rows, as asked, whether or not a store answered.</summary>
public sealed class ModelRowsMetric : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "model-rows",
        Name = "Model rows",
        ShortName = "Rows",
        Family = MetricFamily.Cost,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = 0,
        Maximum = double.PositiveInfinity,
        Formula = "forward rows + backward rows",
        Citation = "Bench; a machine-independent cost, counted as the explainer asks",
        Summary = "How many rows the explainer asked the model to predict and to differentiate.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        MetricScore.Of(context.Explanation.Cost.RowsForward + context.Explanation.Cost.RowsBackward);
}
