namespace Bench.Evaluation.Tests;

public sealed class NumericalErrorTests
{
    [Theory]
    [InlineData(0.5, 0.5 + 5e-15, 0)]
    [InlineData(1e-8, -1e-8, 0)]
    [InlineData(1e6, 1e6 + 1, 0)] // relative to the score where it is large
    [InlineData(1e6, 1e6 + 3, -3)]
    [InlineData(0.5, 0.50001, -1e-5)]
    public void A_difference_within_single_precision_is_none(double first, double second, double expected) =>
        NumericalError.Difference(first, second).ShouldBe(expected, 1e-9);

    [Fact]
    public void The_error_is_sixteen_units_in_the_last_place() => NumericalError.Of(0.3).ShouldBe(16 * Math.Pow(2, -23));

    [Fact]
    public void Scores_that_are_all_rounding_are_no_signal()
    {
        NumericalError.IsNoSignal([1e-8, -3e-7, double.NaN]).ShouldBeTrue();
        NumericalError.IsNoSignal([1e-8, 1e-3]).ShouldBeFalse();
        NumericalError.IsNoSignal([double.NaN]).ShouldBeFalse();
    }

    [Fact]
    public void Rounding_wins_nothing()
    {
        double[] scores = SampleRun.Noisy(60, 0.5, "x");
        double[] rounded = [.. scores.Select(score => score + 5e-15)];

        MetricComparison comparison = Comparing.Compare([scores, rounded, [.. scores.Select(score => score - 0.3)]]);

        comparison.WinTieLoss(1, 0).ShouldBe(new WinTieLoss(0, 60, 0));
        comparison.AdjustedPValue(0, 1).ShouldBe(1);
        comparison.Verdict(0, 1).Kind.ShouldBe(VerdictKind.Tie);
        (comparison.Standing(0), comparison.Standing(1), comparison.Standing(2)).ShouldBe((Standing.Best, Standing.Best, Standing.None));
        comparison.Places().ShouldBe([1, 1, 3]);
        comparison.ChanceOfBest.ShouldBe([0.5, 0.5, 0], 1e-9);
    }
}
