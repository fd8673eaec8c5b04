using Bench.Abstractions;
using Bench.Inference;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class ContrastCostTests
{
    [Fact]
    public void Two_points_are_two_rows_forward_and_one_back_and_a_point_alone_is_one()
    {
        using ManagedEncoder core = ManagedCore.Load(Repository.Model("bert-micro"));
        var (asked, computed) = (new CostMeter(), new CostMeter());
        IModel model = new MeteredModel(new RememberingModel(core, computed), asked);
        var row = new InputRow { TokenIds = new[] { 2, 14, 3 } };
        float[] from = core.Embed([2, 7, 3]).Span.ToArray(), to = core.Embed([2, 14, 3]).Span.ToArray();

        model.States(row, 1).Span.ToArray().ShouldBe(core.States(row, 1).Span.ToArray());
        var query = new TargetQuery(row, new Target(1), Quantity.Logit);
        PointContrast[] answers = [model.Contrast(query, null, from, to), model.Contrast(query, null, to, to)];

        answers[1].To.ShouldBe(answers[0].To);
        model.Answer(new Query(row, Ask.Positions)).Positions.Shape.ShouldBe(new Shape(3, core.Info.EmbeddingWidth));
        foreach (CostMeter meter in (CostMeter[])[asked, computed])
        {
            (meter.RowsForward, meter.RowsBackward, meter.Tokens).ShouldBe((1 + 3, 2, 12));
        }
    }

    [Fact]
    public void Decorators_do_not_invent_layers()
    {
        IModel model = new MeteredModel(new RememberingModel(new BagOfWordsModel(_ => 0), new CostMeter()), new CostMeter());

        model.Offers.ShouldBe(Ask.Gradient);
    }
}
