using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>What an explanation took, in rows differentiated, as asked, whether or not a store answered.</summary>
public sealed class BackwardRowsMetric : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "backward-rows",
        Name = "Backward rows",
        ShortName = "Backward",
        Family = MetricFamily.Cost,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = 0,
        Maximum = double.PositiveInfinity,
        Formula = "backward rows",
        Citation = "Bench; a machine-independent cost, counted as the explainer asks",
        Summary = "How many rows the explainer asked the model to differentiate.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        MetricScore.Of(context.Explanation.Cost.RowsBackward);
}
