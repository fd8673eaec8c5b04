using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class QualityCountTests
{
    [Fact]
    public void Several_outputs_weigh_the_same_in_R_squared()
    {
        // First output: residuals 0, 1, 1 about a mean of 2 with spread 2; second: all exact.
        IReadOnlyDictionary<string, double> figures = Figures((1, 1, 5, 5), (2, 3, 6, 6), (3, 2, 9, 9));

        figures[QualityCount.RSquared].ShouldBe(((1 - (2 / 2.0)) + 1) / 2, 1e-12);
        figures[QualityCount.MeanAbsoluteError].ShouldBe(2 / 6.0, 1e-12);
    }

    [Fact]
    public void Where_an_output_is_always_the_same_there_is_no_R_squared() =>
        Figures((1, 1, 5, 4), (2, 3, 5, 5)).ShouldNotContainKey(QualityCount.RSquared);

    [Fact]
    public void One_output_is_counted_as_ever()
    {
        var count = new QualityCount();
        foreach ((double gold, double predicted) in ((double, double)[])[(1, 2), (3, 3)])
        {
            count.Add(new Judgement("", "", null) { Numbers = new NumberPair(gold, predicted) });
        }

        count.Add(new Judgement(null, "", null));
        count.Figures!.ShouldBe(
            new Dictionary<string, double> { [QualityCount.MeanAbsoluteError] = 0.5, [QualityCount.RSquared] = 0.5 }, ignoreOrder: true);
    }

    private static IReadOnlyDictionary<string, double> Figures(params (double G0, double P0, double G1, double P1)[] rows)
    {
        var count = new QualityCount();
        foreach ((double g0, double p0, double g1, double p1) in rows)
        {
            count.Add(new Judgement("", "", null) { Several = [new NumberPair(g0, p0), new NumberPair(g1, p1)] });
        }

        return count.Figures!;
    }
}
