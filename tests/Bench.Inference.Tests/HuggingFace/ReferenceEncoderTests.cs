using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>The reference implementation against PyTorch's numbers, all five architectures.</summary>
public class ReferenceEncoderTests
{
    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Logits_and_probabilities_agree(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        ReferenceEncoder model = GoldenCases.Reference(golden.ModelName);
        Tensor logits = model.Predict([golden.Row])[0];
        Close.Within(golden.Logits, logits.Span, 1e-6, 0, $"{name} logits");
        Close.Within(golden.Probabilities, Outputs.Probabilities(logits.Span, model.Info.Activation), 1e-6, 0, $"{name} probabilities");
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Micro), MemberType = typeof(GoldenCases))]
    public void Word_embeddings_agree(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        Tensor embeddings = GoldenCases.Reference(golden.ModelName).Embed(golden.Row);
        Close.ToLargest(golden.Root.At("word_embeddings").Tensor(), embeddings, 1e-7, 0, $"{name} word embeddings");
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Micro), MemberType = typeof(GoldenCases))]
    public void Gradients_agree(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        foreach (GoldenTarget target in golden.Targets)
        {
            foreach (Quantity quantity in GoldenCase.Quantities)
            {
                Answer answer = GoldenCases.Reference(golden.ModelName)
                    .Gradients([new TargetQuery(golden.Row, target.Target, quantity)])[0];
                Close.ToLargest(target.Gradient(quantity)!.Value, answer.Gradient, 1e-7, 1e-6, $"{name} {quantity} of {target.Class}");
                Close.Within(golden.Logits, answer.Outputs.Span, 1e-6, 0, $"{name} logits");
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Trained), MemberType = typeof(GoldenCases))]
    public void Gradient_norms_of_trained_models_agree(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        foreach (GoldenTarget target in golden.Targets)
        {
            foreach (Quantity quantity in GoldenCase.Quantities)
            {
                Tensor gradient = GoldenCases.Reference(golden.ModelName)
                    .Gradients([new TargetQuery(golden.Row, target.Target, quantity)])[0].Gradient;
                double[] norms = [.. Enumerable.Range(0, golden.InputIds.Length)
                    .Select(i => Math.Sqrt(gradient[i].Span.ToArray().Sum(value => (double)value * value)))];
                Close.Within(
                    target.Root.At("saliency_l2", GoldenTarget.Key(quantity)).Doubles(), norms, 1e-7, 1e-5,
                    $"{name} {quantity} of {target.Class}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Micro), MemberType = typeof(GoldenCases))]
    public void Attention_maps_agree(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        Answer answer = GoldenCases.Reference(golden.ModelName).Attend([golden.Row])[0];
        Close.ToLargest(golden.Root.At("attentions").Tensor(), answer.Maps, 1e-6, 0, $"{name} attentions");
        Close.Within(golden.Logits, answer.Outputs.Span, 1e-6, 0, $"{name} logits");
    }

    /// <summary>
    /// Chefer, Gur and Wolf 2021: R = I, then for each layer R += mean over heads of max(0, gradient ⊙ map) · R. The golden relevance
    /// depends on every attention gradient.
    /// </summary>
    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Attention_gradients_give_the_relevance_of_Chefer(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        foreach (GoldenTarget target in golden.Targets)
        {
            Answer answer = GoldenCases.Reference(golden.ModelName)
                .AttentionGradients([new TargetQuery(golden.Row, target.Target, Quantity.Logit)])[0];
            double[] relevance = Relevance(answer);
            int n = golden.InputIds.Length;
            double[] expected = target.Root.At("chefer_relevance").Maybe("matrix")?.Doubles()
                ?? target.Root.At("chefer_relevance", "row0").Doubles();
            Close.Within(expected, relevance.AsSpan(0, expected.Length), 1e-6, 1e-6, $"{name} relevance for {target.Class}");
            Close.Within(golden.Logits, answer.Outputs.Span, 1e-6, 0, $"{name} logits");
            expected.Length.ShouldBeOneOf(n, n * n);
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Models), MemberType = typeof(GoldenCases))]
    public void Padding_that_is_masked_changes_nothing(string name)
    {
        GoldenBatch batch = GoldenCases.Batch(name);
        IReadOnlyList<Tensor> logits = GoldenCases.Reference(name).Predict(batch.Rows);
        for (int i = 0; i < batch.Rows.Length; i++)
        {
            Close.Within(batch.Logits[i], logits[i].Span, 1e-6, 0, $"{batch.Cases[i]} padded");
        }
    }

    private static double[] Relevance(Answer answer)
    {
        (int layers, int heads, int n) = (answer.Maps.Shape[0], answer.Maps.Shape[1], answer.Maps.Shape[2]);
        double[] relevance = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            relevance[(i * n) + i] = 1;
        }

        for (int l = 0; l < layers; l++)
        {
            double[] before = [.. relevance];
            for (int i = 0; i < n; i++)
            {
                for (int k = 0; k < n; k++)
                {
                    double weight = Enumerable.Range(0, heads).Average(h => Math.Max(
                        0, (double)answer.MapGradients[l][h][i].Span[k] * answer.Maps[l][h][i].Span[k]));
                    for (int j = 0; j < n; j++)
                    {
                        relevance[(i * n) + j] += weight * before[(k * n) + j];
                    }
                }
            }
        }

        return relevance;
    }
}
