using Bench.Abstractions;
using Xunit;

namespace Bench.TestKit;

/// <summary>A core against PyTorch's numbers, all architectures, in every way it can compute on this machine.</summary>
/// <param name="core">The core.</param>
public abstract class CoreGoldenContract(TestedCore core)
{
    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Logits_agree(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        foreach ((string way, IModel model) in core.Ways(golden.ModelName))
        {
            Close.Within(golden.Logits, model.Predict([golden.Row])[0].Span, core.Logits, 0, $"{name} {way} logits");
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Micro), MemberType = typeof(GoldenCases))]
    public void Gradients_agree(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        TargetQuery[] queries = CoreRows.Queries(golden);
        foreach ((string way, IModel model) in core.Ways(golden.ModelName))
        {
            IReadOnlyList<Answer> answers = model.Gradients(queries);
            for (int i = 0; i < queries.Length; i++)
            {
                Tensor expected = golden.Targets.Single(target => target.Target == queries[i].Target).Gradient(queries[i].Quantity)!.Value;
                string what = $"{name} {way} {queries[i].Quantity} of {queries[i].Target}";
                Close.ToLargest(expected, answers[i].Gradient, 0, core.Gradients, what);
                Close.Within(golden.Logits, answers[i].Outputs.Span, core.Logits, 0, what);
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Trained), MemberType = typeof(GoldenCases))]
    public void Gradient_norms_of_trained_models_agree(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        foreach (TargetQuery query in CoreRows.Queries(golden))
        {
            Tensor gradient = core.Get(golden.ModelName).Gradients([query])[0].Gradient;
            double[] norms = [.. Enumerable.Range(0, golden.InputIds.Length)
                .Select(i => Math.Sqrt(gradient[i].Span.ToArray().Sum(value => (double)value * value)))];
            double[] expected = golden.Targets.Single(target => target.Target == query.Target)
                .Root.At("saliency_l2", GoldenTarget.Key(query.Quantity)).Doubles();
            Close.Within(expected, norms, core.Gradients * expected.Max(), 0, $"{name} {query.Quantity} of {query.Target}");
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Micro), MemberType = typeof(GoldenCases))]
    public void Attention_maps_agree(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        foreach ((string way, IModel model) in core.Ways(golden.ModelName))
        {
            Answer answer = model.Attend([golden.Row])[0];
            Close.ToLargest(golden.Root.At("attentions").Tensor(), answer.Maps, core.Maps, 0, $"{name} {way} attentions");
            Close.Within(golden.Logits, answer.Outputs.Span, core.Logits, 0, $"{name} {way} logits");
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.All), MemberType = typeof(GoldenCases))]
    public void Attention_gradients_agree_with_the_reference(string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        TargetQuery[] queries = CoreRows.Queries(golden);
        IReadOnlyList<Answer> expected = GoldenCases.Reference(golden.ModelName).AttentionGradients(queries);
        foreach ((string way, IModel model) in core.Ways(golden.ModelName))
        {
            IReadOnlyList<Answer> answers = model.AttentionGradients(queries);
            for (int i = 0; i < queries.Length; i++)
            {
                string what = $"{name} {way} {queries[i].Quantity} of {queries[i].Target}";
                Close.ToLargest(expected[i].Maps, answers[i].Maps, core.Maps, 0, what);
                Close.ToLargest(expected[i].MapGradients, answers[i].MapGradients, 0, core.Gradients, what);
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Models), MemberType = typeof(GoldenCases))]
    public void A_padded_and_masked_batch_agrees(string name)
    {
        GoldenBatch batch = GoldenCases.Batch(name);
        foreach ((string way, IModel model) in core.Ways(name))
        {
            IReadOnlyList<Tensor> logits = model.Predict(batch.Rows);
            for (int i = 0; i < batch.Rows.Length; i++)
            {
                Close.Within(batch.Logits[i], logits[i].Span, core.Logits, 0, $"{batch.Cases[i]} {way} padded");
            }
        }
    }

    [Theory]
    [MemberData(nameof(GoldenCases.Models), MemberType = typeof(GoldenCases))]
    public void Word_embeddings_are_the_rows_of_the_matrix(string name)
    {
        InputRow row = GoldenCases.Batch(name).Rows[0];
        Tensor embeddings = core.Get(name).Embed(row);
        Close.ToLargest(GoldenCases.Reference(name).Embed(row), embeddings, 0, 0, name);
    }
}
