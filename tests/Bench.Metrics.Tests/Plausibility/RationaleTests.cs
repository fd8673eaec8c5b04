using Bench.Abstractions;

namespace Bench.Metrics.Tests;

public sealed class RationaleTests
{
    [Theory]
    [InlineData("auprc")]
    [InlineData("token-f1")]
    [InlineData("token-iou")]
    public void Says_why_there_is_no_number(string metric)
    {
        double[] weights = new double[3];
        Toy.Score(metric, Toy.Linear(weights, [1, 2, 3])).Reason.ShouldNotBeNull().ShouldContain("no rationale");
        Toy.Score(metric, Toy.Linear(weights, [1, 2, 3], Toy.Flags("000"))).Reason.ShouldNotBeNull().ShouldContain("no token");
        Toy.Score(metric, Toy.Linear(weights, [1, 2, 3], Toy.Flags("111"))).Reason.ShouldNotBeNull().ShouldContain("every token");
        Toy.Score(metric, Toy.Linear(weights, [2, 2, 2], Toy.Flags("010"))).Reason.ShouldNotBeNull().ShouldContain("equal");
        Toy.Score(metric, Toy.Linear(weights, [2, double.NaN, 2], Toy.Flags("010"))).Reason.ShouldNotBeNull().ShouldContain("finite");
    }

    [Theory]
    [InlineData("union", 2.0 / 4)] // {1, 2, 3} against {0, 1, 2}
    [InlineData("majority", 1.0)] // {1} against {1}
    [InlineData("each", ((1.0 / 3) + 1 + (1.0 / 3)) / 3)] // {1, 3} against {0, 1}, {1} against {1}, {1, 3} against {1, 2}
    public void Several_annotators_become_one_answer(string annotators, double expected)
    {
        MetricContext context = Toy.Linear(new double[4], [1, 4, 2, 3], Toy.Flags("1100"), Toy.Flags("0100"), Toy.Flags("0110"));

        Toy.Score($"token-iou:annotators={annotators}", context).Value.ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void An_annotator_who_marked_nothing_is_left_out_of_the_mean()
    {
        MetricContext context = Toy.Linear(new double[4], [1, 4, 2, 3], Toy.Flags("0000"), Toy.Flags("0101"));

        Toy.Score("token-f1:annotators=each", context).Value.ShouldBe(1, 1e-12);
        Toy.Score("token-f1:annotators=majority", context).IsApplicable.ShouldBeFalse();
    }

    // Shares 1/3, 1, 2/3, 0 of three annotators; the explanation ranks the second, the last, the third, the first.
    private static MetricContext Soft() =>
        Toy.Linear(new double[4], [1, 4, 2, 3], Toy.Flags("1100"), Toy.Flags("0110"), Toy.Flags("0110"));

    /// <summary>The rationale weighs 2, so two tokens are taken, of which the second and the last share 1.</summary>
    [Theory]
    [InlineData("token-f1", 2 * 1.0 / (2 + 2))]
    [InlineData("token-iou", 1.0 / (2 + 2 - 1))]
    [InlineData("token-precision", 1.0 / 2)]
    [InlineData("token-recall", 1.0 / 2)]
    public void Shares_of_annotators_weigh_tokens(string metric, double expected) =>
        Toy.Score($"{metric}:annotators=soft", Soft()).Value.ShouldBe(expected, 1e-12);

    [Fact]
    public void Shares_of_annotators_weigh_pairs_curves_and_mass()
    {
        // Pairs by falling share: (2,3) 1/3 won, (2,1) 2/3 won, (2,4) 1 won, (3,1) 1/3 won, (3,4) 2/3 lost, (1,4) 1/3 lost.
        double won = (1.0 / 3) + (2.0 / 3) + 1 + (1.0 / 3);
        Toy.Score("auroc:annotators=soft", Soft()).Value.ShouldBe(won / (won + 1), 1e-12);

        // Found weight after each token: 1, 1, 5/3, 2 of 2.
        double step = (0.5 * 1) + (0 * 0.5) + (1.0 / 3 * (5 / 9.0)) + (1.0 / 6 * 0.5);
        Toy.Score("auprc:annotators=soft,area=step", Soft()).Value.ShouldBe(step, 1e-12);

        Toy.Score("relevance-mass:annotators=soft", Soft()).Value.ShouldBe(((1 / 3.0) + 4 + (2 * 2 / 3.0)) / 10, 1e-12);
    }

    [Theory]
    [InlineData("auprc")]
    [InlineData("auroc")]
    [InlineData("token-f1")]
    [InlineData("relevance-mass")]
    public void One_annotator_alone_is_as_sharp_as_the_union(string metric)
    {
        MetricContext context = Toy.Linear(new double[4], [1, 4, 2, 3], Toy.Flags("0110"));

        Toy.Score($"{metric}:annotators=soft", context).ShouldBe(Toy.Score(metric, context));
    }

    [Fact]
    public void Spans_have_no_soft_form() =>
        Should.Throw<BenchException>(() => Toy.Score("span-iou-f1:annotators=soft", Soft())).Message
            .ShouldContain("union, majority or each");

    [Fact]
    public void Equal_shares_of_every_token_rank_nothing() =>
        Toy.Score("auroc:annotators=soft", Toy.Linear(new double[2], [1, 2], Toy.Flags("10"), Toy.Flags("01"))).Reason.ShouldNotBeNull()
            .ShouldContain("every token alike");
}
