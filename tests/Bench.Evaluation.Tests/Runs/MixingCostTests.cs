using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class MixingCostTests
{
    private static readonly InputRow[] _rows = [new() { TokenIds = new[] { 2, 14, 3 } }, new() { TokenIds = new[] { 2, 14, 15, 16, 3 } }];

    [Theory]
    [InlineData(TokenMixing.Alti, 2, 8)]
    [InlineData(TokenMixing.ValueZeroing, 4 + 6, (4 * 3) + (6 * 5))]
    public void Value_zeroing_counts_every_token_as_a_row(TokenMixing kind, long rows, long tokens)
    {
        var (asked, computed) = (new CostMeter(), new CostMeter());
        IModel model = new MeteredModel(new RememberingModel(GoldenCases.Reference("bert-micro"), computed), asked);

        IReadOnlyList<Tensor> maps = model.Mix(_rows, kind);

        maps.Select(map => map.Shape).ShouldBe([new Shape(2, 3, 3), new Shape(2, 5, 5)]);
        foreach (CostMeter meter in (CostMeter[])[asked, computed])
        {
            (meter.RowsForward, meter.RowsBackward, meter.Tokens).ShouldBe((rows, 0, tokens));
        }
    }

    [Fact]
    public void Decorators_do_not_invent_the_capability()
    {
        IModel model = new MeteredModel(new RememberingModel(new BagOfWordsModel(_ => 0), new CostMeter()), new CostMeter());

        model.Offers.ShouldBe(Ask.Gradient);
        Should.Throw<BenchException>(() => model.Answer(new Query(_rows[0], Ask.Mixing))).Message.ShouldContain("Mixing");
    }
}
