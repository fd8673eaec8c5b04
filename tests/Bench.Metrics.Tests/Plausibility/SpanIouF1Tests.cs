using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

public sealed class SpanIouF1Tests
{
    // Top 4 are tokens 0 1 2 and 5: spans [0, 3) and [5, 6).
    private static readonly double[] _scores = [9, 8, 7, 1, 0, 6, 0];

    [Theory]
    [InlineData("1110010", "", 1)]
    [InlineData("0111010", "", 1)] // [1, 4) shares 2 of 4 with [0, 3)
    [InlineData("0111010", ",threshold=0.6", 0.5)]
    [InlineData("0001101", "", 0)]
    [InlineData("0100110", "", 0.5)] // [1, 2) shares 1 of 3, [4, 6) 1 of 2
    [InlineData("0001110", "", 0)] // [3, 6) shares 1 of 3
    [InlineData("1111110", ",threshold=0.1", 1)] // both lie in the one that is marked: precision and recall are 1
    [InlineData("1110000", "", 2.0 / 3)] // one of two, and the only one
    [InlineData("1010010", "", 0.4)] // one of two, and one of three
    public void Matches_runs_of_tokens(string rationale, string threshold, double expected)
    {
        MetricContext context = Toy.Linear(new double[7], _scores, Toy.Flags(rationale));

        Toy.Score("span-iou-f1:k=fixed,top=4" + threshold, context).Value.ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void A_special_token_ends_a_run()
    {
        // "a b [SEP] c d": tokens 1 2 and 4 5 are neighbours, 2 and 4 are not.
        TokenizedText input = new ToyTokenizer().Tokenize("a b", "c d");
        MetricContext context = Toy.Linear(new double[4], [1, 3, 2, 0]);
        MetricContext pair = context with
        {
            Explanation = context.Explanation with { Input = input, Attribution = new Attribution([0, 1, 3, 0, 2, 0, 0]) },
            Rationales = [[false, false, true, false, true, true, false]],
        };

        // Top 2 are {2} and {4}; marked {2} and {4, 5}: both match at ½.
        Toy.Score("span-iou-f1:k=fixed,top=2", pair).Value.ShouldBe(1, 1e-12);
        Toy.Score("span-iou-f1:k=fixed,top=2,threshold=0.6", pair).Value.ShouldBe(0.5, 1e-12);
    }
}
