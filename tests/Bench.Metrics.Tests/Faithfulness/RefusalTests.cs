using Bench.Abstractions;

namespace Bench.Metrics.Tests;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("aopc-comprehensiveness")]
    [InlineData("aopc-sufficiency")]
    [InlineData("tau-loo")]
    [InlineData("normalized-comprehensiveness")]
    [InlineData("normalized-aopc")]
    [InlineData("deletion")]
    [InlineData("insertion-deletion-gap")]
    [InlineData("faithfulness-correlation")]
    [InlineData("sensitivity-n")]
    [InlineData("infidelity")]
    [InlineData("monotonicity")]
    [InlineData("decision-flip-fraction")]
    [InlineData("decision-flip-top-token")]
    [InlineData("logit-comprehensiveness")]
    [InlineData("logit-sufficiency")]
    [InlineData("f-fidelity-plus")]
    [InlineData("f-fidelity-minus")]
    [InlineData("removal-detectability")]
    public void Says_why_there_is_no_number(string metric)
    {
        Toy.Score(metric, Toy.Linear([1, 2], [1, double.NaN])).Reason.ShouldNotBeNull().ShouldContain("finite");
        Toy.Score(metric, Toy.Linear([1, 2], [3, 3])).Reason.ShouldNotBeNull().ShouldContain("equal");
        Toy.Score(metric, Toy.Linear([1], [3])).Reason.ShouldNotBeNull().ShouldContain("fewer than 2");
        MetricContext context = Toy.Linear([1, 2], [1, 2]);
        MetricContext perToken = context with { Explanation = context.Explanation with { Target = new Target(1, Position: 2) } };
        Toy.Score(metric + ":removal=delete", perToken).Reason.ShouldNotBeNull().ShouldContain("removal=mask");
    }
}
