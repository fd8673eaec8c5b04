using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// What an explanation took, in floating-point operations: unlike rows they grow with the text. A backward row counts as its forward row,
/// since only the input is differentiated. Seconds are no metric, for they differ from run to run: <c>run.json</c> has them.
/// </summary>
public sealed class FlopsMetric : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "flops",
        Name = "Floating-point operations",
        ShortName = "FLOPs",
        Family = MetricFamily.Cost,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = 0,
        Maximum = double.PositiveInfinity,
        Formula = "sum over rows of the operations of a forward row, twice for rows that are differentiated",
        Citation = "Bench; a machine-independent cost, counted as the explainer asks",
        Summary = "How many floating-point operations the rows take that the explainer asked for.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        Cost cost = context.Explanation.Cost;
        return cost.Flops == 0 && cost.RowsForward > 0 ? NotApplicable.NoFlops : MetricScore.Of(cost.Flops);
    }
}
