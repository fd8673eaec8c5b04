using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>What the managed core tells of a model that uses its tokens twice.</summary>
public sealed class EmbeddingUseTests
{
    private const double Absolute = 1e-5;
    private const double Relative = 1e-4;

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

                Tensor first = model.Gradients(query, EmbeddingUse.Encoder)[0].Gradient;
                double[] encoder = Sums(first, (i, value) => value * words.Span[i]);
                double[] encoderNorms = [.. Sums(first, (_, value) => value * value).Select(Math.Sqrt)];
                Close.Within(target.Norms[0], encoderNorms, Absolute, Relative, $"{golden.Name} {target.Target} encoder norms");
                Close.Within(target.Products[0], encoder, Absolute, Relative, $"{golden.Name} {target.Target} encoder products");
                double[] both = Sums(model.Answer(query)[0].Gradient, (i, value) => value * words.Span[i]);
                Close.Within([.. encoder.Zip(products, (a, b) => a + b)], both, Absolute, 0, $"{golden.Name} {target.Target} sum");
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
