using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>
/// The managed core against the reference: random rows with hidden tokens and replaced embeddings, in every way it computes.
/// </summary>
public sealed class PlanAgreementTests
{
    private const int Rows = 6;
    private const int Longest = 21;

    [Theory]
    [MemberData(nameof(GoldenTask.All), MemberType = typeof(GoldenTask))]
    public void Random_rows_agree(string name)
    {
        ReferenceEncoder reference = GoldenTask.Reference(name);
        TargetQuery[] queries = CoreRows.PlanQueries(name, reference.Info, Rows, Longest);
        WaysAgree.Check(name, reference, queries);
    }

    // Longer than the blocks that attention is cut into.
    [Theory]
    [InlineData("modernbert", 127)]
    [InlineData("modernbert-ner", 127)]
    [InlineData("qwen2", 63)]
    [InlineData("qwen3", 63)]
    [InlineData("gpt2-lm", 63)]
    [InlineData("bart-nli", 63)]
    [InlineData("deberta-v3-nli", 63)]
    [InlineData("mpnet", 63)]
    public void Long_rows_agree(string name, int longest)
    {
        using ModelCopy copy = new ModelCopy(new DirectoryInfo(GoldenTask.Model(name))).Configure(config =>
        {
            (config["use_sliding_window"], config["sliding_window"], config["max_window_layers"]) = (name == "qwen2", 9, 1);
            config.Remove("layer_types");
        });
        ReferenceEncoder reference = ReferenceEncoder.Load(copy.Folder);
        using ManagedEncoder core = ManagedCore.Load(copy.Folder);
        TargetQuery[] queries =
            [.. CoreRows.PlanQueries(name, reference.Info, Rows, longest).Where(query => query.Row.Length > longest / 2).Take(3)];
        queries.Length.ShouldBeGreaterThan(1);
        IReadOnlyList<Answer> expected = reference.Gradients(queries), answers = core.Gradients(queries);
        IReadOnlyList<Answer>? maps = core.Offers.HasFlag(Ask.AttentionGradient) ? core.AttentionGradients(queries) : null;
        for (int i = 0; i < queries.Length; i++)
        {
            Close.ToLargest(expected[i].Outputs, answers[i].Outputs, 1e-5, 1e-5, $"{name} row {i}");
            Close.ToLargest(expected[i].Gradient, answers[i].Gradient, 1e-6, 2e-5, $"{name} row {i}");
        }

        if (maps is not null)
        {
            Answer all = reference.AttentionGradients([queries[0]])[0];
            Close.ToLargest(all.Maps, maps[0].Maps, 5e-6, 0, name);
            Close.ToLargest(all.MapGradients, maps[0].MapGradients, 1e-6, 2e-5, name);
        }
    }
}
