using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>The managed core against PyTorch's numbers, all architectures, with every kernel this machine can run.</summary>
public class ManagedGoldenTests
{
    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Logits_agree(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        foreach (KernelChoice kernels in Cores.Kernels)
        {
            Tensor logits = Cores.Get(golden.ModelName, kernels).Predict([golden.Row])[0];
            Close.Within(golden.Logits, logits.Span, 1e-5, 0, $"{name} {kernels} logits");
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Micro), MemberType = typeof(GoldenCases))]
    public void Gradients_agree(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        foreach (KernelChoice kernels in Cores.Kernels)
        {
            GradientQuery[] queries = Queries(golden);
            IReadOnlyList<RowGradient> answers = Cores.Get(golden.ModelName, kernels).Gradients(queries);
            for (int i = 0; i < queries.Length; i++)
            {
                Tensor expected = golden.Targets.Single(target => target.Target == queries[i].Target).Gradient(queries[i].Quantity)!.Value;
                string what = $"{name} {kernels} {queries[i].Quantity} of {queries[i].Target}";
                Close.ToLargest(expected, answers[i].Gradient, 0, 1e-5, what);
                Close.Within(golden.Logits, answers[i].Logits.Span, 1e-5, 0, what);
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Trained), MemberType = typeof(GoldenCases))]
    public void Gradient_norms_of_trained_models_agree(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        foreach (GradientQuery query in Queries(golden))
        {
            Tensor gradient = Cores.Get(golden.ModelName).Gradients([query])[0].Gradient;
            double[] norms = [.. Enumerable.Range(0, golden.InputIds.Length)
                .Select(i => Math.Sqrt(gradient[i].Span.ToArray().Sum(value => (double)value * value)))];
            double[] expected = golden.Targets.Single(target => target.Target == query.Target)
                .Root.At("saliency_l2", GoldenTarget.Key(query.Quantity)).Doubles();
            Close.Within(expected, norms, 1e-5 * expected.Max(), 0, $"{name} {query.Quantity} of {query.Target}");
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Micro), MemberType = typeof(GoldenCases))]
    public void Attention_maps_agree(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        foreach (KernelChoice kernels in Cores.Kernels)
        {
            RowAttention answer = Cores.Get(golden.ModelName, kernels).Attend([golden.Row])[0];
            Close.ToLargest(golden.Root.At("attentions").Tensor(), answer.Maps, 2e-6, 0, $"{name} {kernels} attentions");
            Close.Within(golden.Logits, answer.Logits.Span, 1e-5, 0, $"{name} {kernels} logits");
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Attention_gradients_agree_with_the_reference(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        GradientQuery[] queries = Queries(golden);
        IReadOnlyList<RowAttentionGradient> expected = GoldenCases.Reference(golden.ModelName).AttentionGradients(queries);
        foreach (KernelChoice kernels in Cores.Kernels)
        {
            IReadOnlyList<RowAttentionGradient> answers = Cores.Get(golden.ModelName, kernels).AttentionGradients(queries);
            for (int i = 0; i < queries.Length; i++)
            {
                string what = $"{name} {kernels} {queries[i].Quantity} of {queries[i].Target}";
                Close.ToLargest(expected[i].Maps, answers[i].Maps, 2e-6, 0, what);
                Close.ToLargest(expected[i].Gradients, answers[i].Gradients, 0, 1e-5, what);
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Models), MemberType = typeof(GoldenCases))]
    public void A_padded_and_masked_batch_agrees(string name)
    {
        GoldenBatch batch = GoldenCases.Batch(name);
        foreach (KernelChoice kernels in Cores.Kernels)
        {
            IReadOnlyList<Tensor> logits = Cores.Get(name, kernels).Predict(batch.Rows);
            for (int i = 0; i < batch.Rows.Length; i++)
            {
                Close.Within(batch.Logits[i], logits[i].Span, 1e-5, 0, $"{batch.Cases[i]} padded");
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Models), MemberType = typeof(GoldenCases))]
    public void Word_embeddings_are_the_rows_of_the_matrix(string name)
    {
        GoldenBatch batch = GoldenCases.Batch(name);
        ReadOnlySpan<int> ids = batch.Rows[0].TokenIds.Span;
        Tensor embeddings = Cores.Get(name).WordEmbeddings(ids);
        Close.ToLargest(GoldenCases.Reference(name).WordEmbeddings(ids), embeddings, 0, 0, name);
    }

    private static GradientQuery[] Queries(GoldenCase golden) =>
    [
        .. golden.Targets.SelectMany(target => Enum.GetValues<Quantity>().Select(quantity =>
            new GradientQuery(golden.Row, target.Target, quantity))),
    ];
}
