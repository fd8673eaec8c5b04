namespace Bench.Abstractions.Tests;

public sealed class NearMatchesTests
{
    [Theory]
    [InlineData("gradeint", "Did you mean 'gradient'? ")]
    [InlineData("TUA-LOO", "Did you mean 'tau-loo'? ")]
    [InlineData("tau", "Did you mean 'tau-loo'? ")]
    [InlineData("qqqqqqqqqq", "")]
    public void Suggests_what_is_near(string found, string expected) =>
        NearMatches.Suggest(found, ["gradient", "lime", "tau-loo", "integrated-gradients"]).ShouldBe(expected);

    [Fact]
    public void The_nearest_come_first_and_three_at_most() =>
        NearMatches.Suggest("abcd", ["abXX", "abcd", "abcX", "aXcd", "abYY"]).ShouldBe("Did you mean 'abcd' or 'aXcd' or 'abcX'? ");
}
