using Bench.Abstractions;

namespace Bench.Metrics.Tests;

public sealed class ModelRowsTests
{
    [Fact]
    public void AddsForwardAndBackwardRows()
    {
        MetricContext context = Toy.Linear([1], [1]);
        MetricContext paid = context with
        {
            Explanation = context.Explanation with { Cost = new Abstractions.Cost(50, 49, 1000, TimeSpan.FromSeconds(1)) },
        };

        Toy.Score("model-rows", paid).Value.ShouldBe(99);
    }
}
