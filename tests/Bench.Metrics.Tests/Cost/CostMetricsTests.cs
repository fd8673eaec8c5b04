using Bench.Abstractions;

namespace Bench.Metrics.Tests;

public sealed class CostMetricsTests
{
    [Fact]
    public void Rows_and_operations_are_those_of_the_explanation()
    {
        MetricContext paid = Paid(new Abstractions.Cost(50, 49, 1000, TimeSpan.FromSeconds(1)) { Flops = 3e9 });

        Toy.Score("model-rows", paid).Value.ShouldBe(99);
        Toy.Score("backward-rows", paid).Value.ShouldBe(49);
        Toy.Score("flops", paid).Value.ShouldBe(3e9);
    }

    [Fact]
    public void Operations_of_no_rows_are_none_but_those_of_a_core_that_does_not_count_are_unknown()
    {
        Toy.Score("flops", Paid(default)).Value.ShouldBe(0);
        Toy.Score("flops", Paid(new Abstractions.Cost(1, 0, 5, TimeSpan.Zero))).Reason.ShouldBe("the core does not count operations");
    }

    private static MetricContext Paid(Abstractions.Cost cost)
    {
        MetricContext context = Toy.Linear([1], [1]);
        return context with { Explanation = context.Explanation with { Cost = cost } };
    }
}
