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
        ILayerModel model = new MeteredModel(new EvaluationStore(core, computed), asked).Require<ILayerModel>();
        var row = new InputRow { TokenIds = new[] { 2, 14, 3 } };
        float[] from = core.WordEmbeddings([2, 7, 3]).Span.ToArray(), to = core.WordEmbeddings([2, 14, 3]).Span.ToArray();
        var target = new Target(1);

        model.States(row, 1).Span.ToArray().ShouldBe(core.States(row, 1).Span.ToArray());
        RowContrast[] answers = [.. model.Contrast(
            [new ContrastQuery(row, null, from, to, target, Quantity.Logit), new ContrastQuery(row, null, to, to, target, Quantity.Logit)])];

        answers[1].To.ShouldBe(answers[0].To);
        model.PositionEmbeddings(row).Shape.ShouldBe(new Shape(3, core.Info.EmbeddingWidth));
        foreach (CostMeter meter in (CostMeter[])[asked, computed])
        {
            (meter.RowsForward, meter.RowsBackward, meter.Tokens).ShouldBe((1 + 3, 2, 12));
        }
    }

    [Fact]
    public void Decorators_do_not_invent_layers()
    {
        IModel model = new MeteredModel(new EvaluationStore(new BagOfWordsModel(_ => 0), new CostMeter()), new CostMeter());

        model.Missing(ModelNeeds.Layers | ModelNeeds.Gradient).ShouldBe(ModelNeeds.Layers);
    }
}
