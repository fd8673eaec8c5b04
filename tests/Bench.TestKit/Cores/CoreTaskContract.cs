using Bench.Abstractions;
using Xunit;

namespace Bench.TestKit;

/// <summary>A core against transformers, one micro model of each architecture and task.</summary>
/// <param name="core">The core.</param>
public abstract class CoreTaskContract(TestedCore core)
{
    private const double Absolute = 1e-5;
    private const double Relative = 1e-4;

    [Theory]
    [MemberData(nameof(GoldenTask.All), MemberType = typeof(GoldenTask))]
    public void Logits_and_maps_agree_with_transformers(string name)
    {
        IModel model = Get(name);
        foreach (GoldenTaskCase golden in GoldenTask.Cases(name))
        {
            float[] logits = [.. model.Predict(golden.RowsOf(model.Info)).SelectMany(answer => answer.Span.ToArray())];
            Close.Within(golden.Logits, logits, Absolute, Relative, golden.Name);
            if (golden.Attentions is not null)
            {
                Tensor maps = model.Attend([golden.Row])[0].Maps;
                Close.Within(golden.Attentions, maps.Span, Absolute, Relative, golden.Name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenTask.All), MemberType = typeof(GoldenTask))]
    public void Gradients_agree_with_transformers(string name)
    {
        IModel model = Get(name);
        foreach (GoldenTaskCase golden in GoldenTask.Cases(name))
        {
            Tensor words = model.Embed(golden.Row);
            Close.Within(golden.WordSums, Sums(words, (_, value) => value), Absolute, Relative, $"{golden.Name} embeddings");
            foreach (GoldenTaskTarget target in golden.Targets)
            {
                Tensor gradient = model.Gradients([new TargetQuery(golden.Row, target.Target, Quantity.Logit)])[0].Gradient;
                string what = $"{golden.Name} {target.Target}";
                if (target.Norms.Length == 1)
                {
                    double[] norms = [.. Sums(gradient, (_, value) => value * value).Select(Math.Sqrt)];
                    Close.Within(target.Norms[0], norms, Absolute, Relative, $"{what} norms");
                }

                // A decoder sees token i at its position i + 1; the gradient adds both uses.
                double[] products = [.. target.Products[0].Select((own, i) =>
                    own + (target.Products.Length > 1 && i + 1 < target.Products[1].Length ? target.Products[1][i + 1] : 0))];
                Close.Within(products, Sums(gradient, (i, value) => value * words.Span[i]), Absolute, Relative, $"{what} products");
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenTask.All), MemberType = typeof(GoldenTask))]
    public void Integrated_gradients_agree(string name)
    {
        IModel model = Get(name);
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
                    Tensor gradient = model.Gradients([new TargetQuery(row, target.Target, Quantity.Logit)])[0].Gradient;
                    double[] products = Sums(gradient, (i, value) => value * step[i]);
                    scores = [.. scores.Zip(products, (sum, product) => sum + (weight * product))];
                }

                // Rounding of the gradients near a baseline of small embeddings adds up along the path.
                double absolute = Math.Max(Absolute, core.Gradients * target.IntegratedGradients!.Max(Math.Abs));
                Close.Within(target.IntegratedGradients, scores, absolute, Relative, $"{golden.Name} {target.Target}");
            }
        }
    }

    private IModel Get(string name) => core.At(GoldenTask.Model(name));

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
