using Bench.Abstractions;

namespace Bench.Metrics.Tests;

/// <summary>
/// Metrics of units: six tokens of weights 3, −1, 2, 0.5, 0.25 and 0.25 in the segments {3, −1}, {2}, {0.5, 0.25}; the last stays always.
/// </summary>
public sealed class UnitMetricTests
{
    private static readonly double[] _weights = [3, -1, 2, 0.5, 0.25, 0.25];

    // w0 w1 w2 w3 w4 w5: three characters a word.
    private static readonly UnitChoice _segments = new(Granularity.Segments)
    {
        Segments = [new CharacterSpan(0, 5), new CharacterSpan(6, 8), new CharacterSpan(9, 14)],
    };

    [Theory]
    [InlineData("aopc-comprehensiveness:bins=0.1,removal=mask", 3)]
    [InlineData("aopc-comprehensiveness:bins=0.1,removal=delete", 3)]
    [InlineData("aopc-comprehensiveness:bins=0.5,removal=mask", 1)]
    [InlineData("aopc-comprehensiveness:bins=1,removal=mask", 0.25)]
    public void Comprehensiveness_takes_away_shares_of_the_units(string spec, double left) =>
        Toy.Score(spec, Context()).Value.ShouldBe(Toy.P(5) - Toy.P(left), 1e-6);

    [Theory]
    [InlineData("aopc-sufficiency:bins=0.1,removal=mask", 2.25)]
    [InlineData("aopc-sufficiency:bins=0.5,removal=mask", 4.25)]
    public void Sufficiency_keeps_shares_of_the_units(string spec, double left) =>
        Toy.Score(spec, Context()).Value.ShouldBe(Toy.P(5) - Toy.P(left), 1e-6);

    [Fact]
    public void Leaving_one_unit_out_orders_units() =>
        Toy.Score("tau-loo:removal=mask", Context(Gather.Mean)).Value
            .ShouldBe(2 / Math.Sqrt(6), 1e-6); // 1, 2, 0.375 against 2, 2, 0.75: tau-b with a tie

    [Fact]
    public void Complexity_is_that_of_units()
    {
        // Sums 2, 2, 0.75 of 4.75.
        double entropy = -new[] { 2, 2, 0.75 }.Sum(score => score / 4.75 * Math.Log(score / 4.75));
        Toy.Score("entropy", Context()).Value.ShouldBe(entropy, 1e-9);
    }

    [Theory]
    [InlineData("010000", Gather.MaxAbs, 1)] // the first unit scores 3, and one of its tokens is marked
    [InlineData("001000", Gather.MaxAbs, 0)]
    [InlineData("011000", Gather.Sum, 1)] // 2 of 2
    public void A_unit_is_of_the_rationale_where_any_of_its_tokens_is(string rationale, Gather gather, double f1) =>
        Toy.Score("token-f1", Context(gather, Toy.Flags(rationale))).Value.ShouldBe(f1, 1e-9);

    [Fact]
    public void A_rationale_outside_the_segments_touches_none() =>
        Toy.Score("auprc", Context(Gather.Sum, Toy.Flags("000001"))).Reason.ShouldBe("the rationale touches no token");

    [Fact]
    public void Spans_are_runs_of_units_measured_in_tokens()
    {
        Toy.Score("span-iou-f1:k=fixed,top=2", Context(Gather.Sum, Toy.Flags("011000"))).Value.ShouldBe(1, 1e-9);
        Toy.Score("span-iou-f1:k=fixed,top=2,threshold=0.5", Context(Gather.Sum, Toy.Flags("000010"))).Value.ShouldBe(0, 1e-9);
    }

    private static MetricContext Context(Gather gather = Gather.Sum, params bool[][] rationales)
    {
        MetricContext context = Toy.Linear(_weights, _weights, rationales);
        TokenizedText input = context.Explanation.Input.InUnits(_segments with { Gather = gather });
        return context with { Explanation = context.Explanation with { Input = input } };
    }
}
