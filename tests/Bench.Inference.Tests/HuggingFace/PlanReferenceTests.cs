using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>
/// Architectures as they are read, executed by the reference: its numbers are those of transformers, and its gradients those of finite
/// differences, so that a core can be held to it on any row.
/// </summary>
public sealed class PlanReferenceTests
{
    [Theory]
    [MemberData(nameof(GoldenTask.All), MemberType = typeof(GoldenTask))]
    public void Logits_and_gradients_agree(string name)
    {
        ReferenceEncoder model = GoldenTask.Reference(name);
        foreach (GoldenTaskCase golden in GoldenTask.Cases(name).Where(golden => golden.Row.Length <= 32))
        {
            float[] logits = [.. model.Predict(golden.RowsOf(model.Info)).SelectMany(answer => answer.Span.ToArray())];
            Close.Within(golden.Logits, logits, 1e-5, 1e-5, golden.Name);
            foreach (GoldenTaskTarget target in golden.Targets.Where(target => target.Norms.Length == 1))
            {
                Tensor gradient = model.Gradients([new TargetQuery(golden.Row, target.Target, Quantity.Logit)])[0].Gradient;
                double[] norms = [.. Enumerable.Range(0, golden.Row.Length)
                    .Select(i => Math.Sqrt(gradient[i].Span.ToArray().Sum(value => (double)value * value)))];
                Close.Within(target.Norms[0], norms, 1e-5, 1e-5, $"{golden.Name} {target.Target}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenTask.All), MemberType = typeof(GoldenTask))]
    public void Gradients_are_finite_differences(string name)
    {
        const float Step = 1f / 65536;
        ReferenceEncoder model = GoldenTask.Reference(name);
        GoldenTaskCase golden = GoldenTask.Cases(name)[0];
        float[] words = model.Embed(golden.Row).Span.ToArray();
        var random = new DeterministicRandom(3);
        float[] direction = [.. words.Select(_ => (float)random.NextGaussian())];
        foreach (GoldenTaskTarget target in golden.Targets)
        {
            TargetQuery query = new(golden.Row, target.Target, Quantity.Logit);
            Tensor gradient = model.Gradients([query])[0].Gradient;
            double expected = gradient.Span.ToArray().Zip(direction, (g, d) => (double)g * d).Sum();
            double slope = (At(Step) - At(-Step)) / (2 * Step);
            slope.ShouldBe(expected, 1e-4 * (1 + Math.Abs(expected)), $"{name} {target.Target}");

            double At(float step)
            {
                Grid logits = model.Exact(golden.Row.With(new ReplacedEmbeddings(words, direction, step)));
                return logits[target.Target.Position ?? 0, target.Target.Output];
            }
        }
    }
}
