using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

public sealed class AopcTests
{
    private const double Tolerance = 1e-6;

    private static readonly double[] _weights = [0.5, -0.25, 1, 0.125, 0.25];
    private static readonly double[] _scores = [3, -2, 5, -1, 1];

    [Fact]
    public void Comprehensiveness_removes_the_top_share_of_each_bin()
    {
        // 0.2 of 5 tokens is the third; 0.5 rounds up to the third, first and last.
        double all = Toy.P(1.625);
        double expected = ((all - Toy.P(0.625)) + (all - Toy.P(-0.125))) / 2;

        Toy.Score("aopc-comprehensiveness:bins=0.2;0.5", Toy.Linear(_weights, _scores)).Value.ShouldBe(expected, Tolerance);
    }

    [Fact]
    public void Sufficiency_keeps_the_top_share_of_each_bin()
    {
        double all = Toy.P(1.625);
        double expected = ((all - Toy.P(1)) + (all - Toy.P(1.75))) / 2;

        Toy.Score("aopc-sufficiency:bins=0.2;0.5", Toy.Linear(_weights, _scores)).Value.ShouldBe(expected, Tolerance);
    }

    [Fact]
    public void Rounding_down_takes_fewer_tokens() =>
        Toy.Score("aopc-sufficiency:bins=0.5,rounding=floor", Toy.Linear(_weights, _scores)).Value
            .ShouldBe(Toy.P(1.625) - Toy.P(1.5), Tolerance);

    [Theory]
    [InlineData("ceil")]
    [InlineData("floor")]
    public void A_share_that_is_an_integer_up_to_rounding_error_is_that_integer(string rounding)
    {
        // 0.07 × 100 is 7.000000000000001 and 0.29 × 100 is 28.999999999999996.
        double[] scores = [.. Enumerable.Range(0, 100).Select(i => 100.0 - i)];
        double[] weights = [.. Enumerable.Repeat(0.01, 100)];
        double expected = Toy.P(1) - ((Toy.P(0.93) + Toy.P(0.71)) / 2);

        Toy.Score($"aopc-comprehensiveness:bins=0.07;0.29,rounding={rounding}", Toy.Linear(weights, scores)).Value
            .ShouldBe(expected, Tolerance);
    }

    /// <summary>
    /// One of the two words in the middle goes with the first; which one is drawn, and over many cases it is each as often. (By the lower
    /// index it would always be the second word.)
    /// </summary>
    [Fact]
    public void Equal_scores_are_ordered_by_the_cases_seed()
    {
        double[] weights = [0.1, 0.2, 0.4, 0.8];
        double lower = Toy.P(1.5) - Toy.P(0.5);
        double higher = Toy.P(1.5) - Toy.P(0.3);

        double[] found = [.. Enumerable.Range(0, 400).Select(seed =>
            Toy.Score("aopc-comprehensiveness:bins=0.5", Toy.Linear(weights, [1, 2, 2, 3]) with { Seed = (ulong)seed }).Value)];

        found.ShouldAllBe(value => Math.Abs(value - lower) < Tolerance || Math.Abs(value - higher) < Tolerance);
        found.Count(value => Math.Abs(value - lower) < Tolerance).ShouldBeInRange(150, 250);
    }

    /// <summary>As in ferret, whose number does not depend on a seed.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Under_ferrets_protocol_ties_go_to_the_lower_index(int seed)
    {
        // k = 1, 2 and 3 of 3 tokens; the first and the second are equal.
        double all = Toy.P(0.7);
        double expected = all - ((Toy.P(0.6) + Toy.P(0.4) + Toy.P(0)) / 3);

        Toy.Score("aopc-comprehensiveness:protocol=ferret", Toy.Linear([0.1, 0.2, 0.4], [2, 2, 1]) with { Seed = (ulong)seed }).Value
            .ShouldBe(expected, Tolerance);
    }

    /// <summary>ERASER's protocol refuses what ranks nothing; ferret scores it.</summary>
    [Fact]
    public void Ferret_scores_what_ranks_nothing()
    {
        Toy.Score("aopc-comprehensiveness", Toy.Linear([1, 0.5], [2, 2])).Reason.ShouldNotBeNull().ShouldContain("equal");
        Toy.Score("aopc-comprehensiveness:protocol=ferret", Toy.Linear([1, 0.5], [2, 2])).Value
            .ShouldBe(Toy.P(1.5) - ((Toy.P(0.5) + Toy.P(0)) / 2), Tolerance);
        Toy.Score("aopc-comprehensiveness:protocol=ferret", Toy.Linear([1], [2])).Value.ShouldBe(Toy.P(1) - Toy.P(0), Tolerance);
    }

    [Fact]
    public void The_logit_falls_by_the_weights_removed()
    {
        MetricContext context = Toy.Linear(_weights, _scores);

        Toy.Score("logit-comprehensiveness:bins=0.2;0.5", context).Value.ShouldBe((1 + 1.75) / 2, Tolerance);
        Toy.Score("logit-sufficiency:bins=0.2;0.5", context).Value.ShouldBe(((1.625 - 1) + (1.625 - 1.75)) / 2, Tolerance);
        Toy.Score("logit-sufficiency:bins=0.5,rounding=floor", context).Value.ShouldBe(1.625 - 1.5, Tolerance);
    }

    [Fact]
    public void Every_row_is_asked_once()
    {
        // ceil gives 1, 1, 1, 1, 3 tokens: two sets and the input itself.
        var model = new FunctionModel(row => [0, row.Length], "A", "B");

        Toy.Score("aopc-comprehensiveness", Toy.Context(model, _scores));

        model.Rows.ShouldBe(3);
    }

    [Fact]
    public void Masking_keeps_the_length()
    {
        var model = new FunctionModel(row => [0, row.Length + (row.TokenIds.Span.Contains(4) ? 1 : 0)], "A", "B");
        double expected = Logistic(7) - Logistic(8);

        Toy.Score("aopc-comprehensiveness:bins=0.5,removal=mask", Toy.Context(model, _scores)).Value.ShouldBe(expected, Tolerance);
    }

    [Fact]
    public void Ferret_skips_steps_that_add_nothing()
    {
        // k = floor(v · 5) is 0 0 1 2 2 3 3 4 4 5; only the third, first and last score are positive, so three sets differ.
        double all = Toy.P(1.625);
        double expected = all - ((Toy.P(0.625) + Toy.P(0.125) + Toy.P(-0.125)) / 3);

        Toy.Score("aopc-comprehensiveness:protocol=ferret,only-positive=true", Toy.Linear(_weights, _scores)).Value
            .ShouldBe(expected, Tolerance);
    }

    [Fact]
    public void Ferret_with_negative_scores_goes_down_to_the_empty_text()
    {
        double expected = Toy.P(1.625) - ((Toy.P(0.625) + Toy.P(0.125) + Toy.P(-0.125) + Toy.P(-0.25) + Toy.P(0)) / 5);

        Toy.Score("aopc-comprehensiveness:protocol=ferret", Toy.Linear(_weights, _scores)).Value.ShouldBe(expected, Tolerance);
    }

    [Fact]
    public void Ferret_gives_the_worst_where_no_score_is_positive()
    {
        MetricContext context = Toy.Linear(_weights, [-1, -2, -3, -4, -5]);

        Toy.Score("aopc-comprehensiveness:protocol=ferret,only-positive=true", context).Value.ShouldBe(0);
        Toy.Score("aopc-sufficiency:protocol=ferret,only-positive=true", context).Value.ShouldBe(1);
    }

    [Theory]
    [InlineData("aopc-comprehensiveness:protocol=ferret,bins=0.5")]
    [InlineData("aopc-sufficiency:protocol=ferret,rounding=floor")]
    public void Ferret_takes_no_bins_of_your_own(string spec) =>
        Should.Throw<BenchException>(() => Toy.Score(spec, Toy.Linear(_weights, _scores))).Message.ShouldContain("bins");

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
