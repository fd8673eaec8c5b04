using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>What is asked between the layers of models of pictures.</summary>
public sealed class PictureLayerTests
{
    [Theory]
    [InlineData("vit")]
    [InlineData("deit")]
    [InlineData("deit-teacher")]
    public void Multipliers_are_the_gradient_at_a_point_and_hand_on_the_whole_change_between_two(string name)
    {
        using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model(name));
        var target = new Target(1);
        InputRow[] rows = [.. PictureRows.Random(model.Info, 4).Select(query => query.Row).Where(row => row.Embeddings is null)];
        rows.ShouldNotBeEmpty();
        foreach (InputRow row in rows)
        {
            ReadOnlyMemory<float> pixels = model.Embed(row).Data;
            Answer gradient = model.Gradients([new TargetQuery(row, target, Quantity.Logit)])[0];
            PointContrast still = model.Contrast(new TargetQuery(row, target, Quantity.Logit), null, pixels, pixels);
            Close.Within(Doubles(gradient.Gradient), Doubles(still.Multipliers), 1e-5, 1e-3, name);

            // From black; what stands for the pixels of special tokens does not count.
            float[] black = [.. pixels.ToArray().Select(_ => -1f)];
            PointContrast moved = model.Contrast(new TargetQuery(row, target, Quantity.Logit), null, black, pixels);
            double sum = moved.Multipliers.Span.ToArray().Select((m, i) => m * ((double)pixels.Span[i] - black[i])).Sum();
            moved.To.ShouldBe(model.Values([row], target, Quantity.Logit)[0], 1e-5);
            sum.ShouldBe(moved.To - moved.From, 2e-4, name);
            Math.Abs(moved.To - moved.From).ShouldBeGreaterThan(1e-6);
        }
    }

    private static double[] Doubles(Tensor tensor) => [.. tensor.Span.ToArray().Select(value => (double)value)];
}
