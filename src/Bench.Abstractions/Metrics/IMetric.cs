namespace Bench.Abstractions;

/// <summary>A metric with its options set. Implementations are immutable and safe for concurrent calls.</summary>
public interface IMetric
{
    /// <summary>Scores one explanation.</summary>
    /// <param name="context">The explanation and what it is judged against.</param>
    /// <param name="cancellationToken">Stops the work; pass it on to the model.</param>
    /// <returns>A number, or the reason why the metric does not apply here; never a silent 0 or 1.</returns>
    MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default);
}
