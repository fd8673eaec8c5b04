using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>The managed core against transformers, one micro model of each architecture and task.</summary>
public sealed class GoldenTaskTests
{
    private const double Absolute = 1e-5;
    private const double Relative = 1e-4;

    public static TheoryData<string> Models => GoldenTask.All;

    [Theory]
    [MemberData(nameof(Models))]
    public void Logits_agree(string name)
    {
        using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model(name));
        foreach (GoldenTaskCase golden in GoldenTask.Cases(name))
        {
            float[] logits = [.. model.Predict(golden.RowsOf(model.Info)).SelectMany(answer => answer.Span.ToArray())];
            Close.Within(golden.Logits, logits, Absolute, Relative, golden.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Attention_maps_agree(string name)
    {
        using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model(name));
        foreach (GoldenTaskCase golden in GoldenTask.Cases(name).Where(golden => golden.Attentions is not null))
        {
            Close.Within(golden.Attentions, model.Attend([golden.Row])[0].Maps.Span, Absolute, Relative, golden.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Gradients_agree(string name)
    {
        using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model(name));
        foreach (GoldenTaskCase golden in GoldenTask.Cases(name))
        {
            Tensor words = model.Embed(golden.Row);
            Close.Within(golden.WordSums, Sums(words, (_, value) => value), Absolute, Relative, $"{golden.Name} embeddings");
            foreach (GoldenTaskTarget target in golden.Targets)
            {
                Query query = Query(golden.Row, target).Of(model.Info, Ask.Gradient);
                Tensor gradient = model.Gradients([query], target.Norms.Length == 1 ? EmbeddingUse.All : EmbeddingUse.Encoder)[0].Gradient;
                string what = $"{golden.Name} {target.Target}";
                double[] norms = [.. Sums(gradient, (_, value) => value * value).Select(Math.Sqrt)];
                Close.Within(target.Norms[0], norms, Absolute, Relative, $"{what} norms");
                Close.Within(target.Products[0], Sums(gradient, (i, value) => value * words.Span[i]), Absolute, Relative, $"{what} products");
            }
        }
    }

    [Fact]
    public void Gradients_by_the_uses_of_a_token_agree_one_by_one_and_add_up()
    {
        using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model("bart-nli"));
        foreach (GoldenTaskCase golden in GoldenTask.Cases("bart-nli"))
        {
            Tensor words = model.Embed(golden.Row);
            foreach (GoldenTaskTarget target in golden.Targets)
            {
                Query[] query = [Query(golden.Row, target).Of(model.Info, Ask.Gradient)];
                Tensor decoder = model.Gradients(query, EmbeddingUse.Decoder)[0].Gradient;
                double[] norms = [.. Sums(decoder, (_, value) => value * value).Select(Math.Sqrt)];
                double[] products = Sums(decoder, (i, value) => value * words.Span[i]);

                // The decoder sees token i at its position i + 1: first the start token, never the last of the text.
                Close.Within(target.Norms[1][1..], norms[..^1], Absolute, Relative, $"{golden.Name} {target.Target} norms");
                Close.Within(target.Products[1][1..], products[..^1], Absolute, Relative, $"{golden.Name} {target.Target} products");
                Close.Within([0], norms[^1..], 0, 0, $"{golden.Name} {target.Target} last token");

                double[] encoder = Sums(model.Gradients(query, EmbeddingUse.Encoder)[0].Gradient, (i, value) => value * words.Span[i]);
                double[] both = Sums(model.Answer(query)[0].Gradient, (i, value) => value * words.Span[i]);
                Close.Within([.. encoder.Zip(products, (a, b) => a + b)], both, Absolute, 0, $"{golden.Name} {target.Target} sum");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Integrated_gradients_agree(string name)
    {
        using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model(name));
        foreach (GoldenTaskCase golden in GoldenTask.Cases(name))
        {
            foreach (GoldenTaskTarget target in golden.Targets.Where(target => target.BaselineIds is not null))
            {
                float[] start = model.Embed(target.BaselineIds!).Span.ToArray();
                float[] step = [.. model.Embed(golden.Row).Span.ToArray().Zip(start, (end, origin) => end - origin)];
                double[] scores = new double[golden.Row.Length];
                foreach ((double node, double weight) in GaussLegendre.Rule(20))
                {
                    InputRow row = golden.Row.With(new ReplacedEmbeddings(start, step, (float)node));
                    Tensor gradient = model.Gradients([Query(row, target)])[0].Gradient;
                    double[] products = Sums(gradient, (i, value) => value * step[i]);
                    scores = [.. scores.Zip(products, (sum, product) => sum + (weight * product))];
                }

                Close.Within(target.IntegratedGradients, scores, Absolute, Relative, $"{golden.Name} {target.Target}");
            }
        }
    }

    private static TargetQuery Query(InputRow row, GoldenTaskTarget target) => new(row, target.Target, Quantity.Logit);

    // One sum a token.
    private static double[] Sums(Tensor values, Func<int, double, double> term)
    {
        double[] sums = new double[values.Shape[0]];
        for (int i = 0; i < values.Span.Length; i++)
        {
            sums[i / values.Shape[1]] += term(i, values.Span[i]);
        }

        return sums;
    }
}
