using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>
/// Models of pictures as they are read, executed by the reference: its numbers are those of transformers, and its gradients those of finite
/// differences, so that a core can be held to it on any row.
/// </summary>
public sealed class PictureReferenceTests
{
    [Theory]
    [MemberData(nameof(GoldenTask.Pictures), MemberType = typeof(GoldenTask))]
    public void Logits_and_gradients_agree(string name)
    {
        ReferenceEncoder model = GoldenTask.Reference(name);
        foreach (GoldenPicture golden in GoldenPicture.Cases(name, model.Info))
        {
            Close.Within(golden.Logits, model.Predict([golden.Row])[0].Span, 1e-6, 1e-6, golden.Name);
            foreach (GoldenPictureTarget target in golden.Targets)
            {
                Tensor gradient = model.Gradients([new TargetQuery(golden.Row, target.Target, Quantity.Logit)])[0].Gradient;
                double[] sums = PictureRows.Sums(model.Info.Picture!, PictureRows.Planes(model.Info.Picture!, gradient), target.Square);
                Close.Within(target.Gradients, sums, 1e-6, 1e-5, golden.Name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenTask.Pictures), MemberType = typeof(GoldenTask))]
    public void Gradients_are_finite_differences(string name)
    {
        const float Step = 1f / 65536;
        ReferenceEncoder model = GoldenTask.Reference(name);
        GoldenPicture golden = GoldenPicture.Cases(name, model.Info)[0];
        float[] pixels = golden.Row.Pixels.ToArray();
        var random = new DeterministicRandom(3);

        // Special tokens too: what stands in their lines changes nothing.
        float[] direction = [.. pixels.Select(_ => (float)random.NextGaussian())];
        foreach (GoldenPictureTarget target in golden.Targets)
        {
            Tensor gradient = model.Gradients([new TargetQuery(golden.Row, target.Target, Quantity.Logit)])[0].Gradient;
            double expected = gradient.Span.ToArray().Zip(direction, (g, d) => (double)g * d).Sum();
            double slope = (At(Step) - At(-Step)) / (2 * Step);
            slope.ShouldBe(expected, 1e-4 * (1 + Math.Abs(expected)), $"{name} {target.Target}");

            double At(float step) => model.Exact(golden.Row.With(new ReplacedEmbeddings(pixels, direction, step)))[0, target.Target.Output];
        }
    }
}
