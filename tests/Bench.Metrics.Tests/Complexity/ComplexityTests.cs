namespace Bench.Metrics.Tests;

public sealed class ComplexityTests
{
    [Theory]
    [InlineData(new double[] { 1, -1, 1, -1 }, 4, 0)]
    [InlineData(new double[] { 0, -3, 0, 0 }, 1, 0.75)]
    [InlineData(new double[] { 2, -2, 0, 0 }, 2, 0.5)]
    public void Even_shares_have_as_many_effective_tokens(double[] scores, double tokens, double gini)
    {
        Toy.Score("effective-tokens", Toy.Linear(new double[4], scores)).Value.ShouldBe(tokens, 1e-12);
        Toy.Score("entropy", Toy.Linear(new double[4], scores)).Value.ShouldBe(Math.Log(tokens), 1e-12);
        Toy.Score("gini", Toy.Linear(new double[4], scores)).Value.ShouldBe(gini, 1e-12);
    }

    [Fact]
    public void Uneven_shares_are_weighed()
    {
        // Shares ½, ¼, ¼: 1.5 ln 2; Gini = mean absolute difference / (2 · mean) = (4 · ¼ / 9) / (2 / 3).
        Toy.Score("entropy", Toy.Linear(new double[3], [-1, 2, 1])).Value.ShouldBe(1.5 * Math.Log(2), 1e-12);
        Toy.Score("gini", Toy.Linear(new double[3], [-1, 2, 1])).Value.ShouldBe(1.0 / 6, 1e-12);
    }

    [Theory]
    [InlineData("entropy")]
    [InlineData("gini")]
    [InlineData("effective-tokens")]
    public void Says_why_there_is_no_number(string metric)
    {
        Toy.Score(metric, Toy.Linear([0, 0], [0, 0])).Reason.ShouldNotBeNull().ShouldContain("no score");
        Toy.Score(metric, Toy.Linear([0], [1])).Reason.ShouldNotBeNull().ShouldContain("fewer than 2");
        Toy.Score(metric, Toy.Linear([0, 0], [double.NaN, 1])).Reason.ShouldNotBeNull().ShouldContain("finite");
    }
}
