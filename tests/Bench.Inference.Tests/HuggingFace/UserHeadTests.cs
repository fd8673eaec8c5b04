using System.Text.Json.Nodes;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Heads that users define beside a model, and weights under the names that wrappers give them.</summary>
public sealed class UserHeadTests
{
    [Theory]
    [InlineData("first")]
    [InlineData("mean")]
    [InlineData("last")]
    public void A_linear_head_reads_the_state_that_its_pooling_says(string pooling)
    {
        using ModelCopy copy = Own("score");
        File.WriteAllText(copy.File("bench.yaml"), $"# the seed's model\npooling: {pooling}\nhead: score # a plain linear map\n");
        var row = new InputRow { TokenIds = new[] { 2, 67, 560, 74, 3 } };
        using ManagedEncoder model = ManagedCore.Load(copy.Folder);
        Tensor expected = ReferenceEncoder.Load(copy.Folder).Predict([row])[0];
        model.Info.Labels.Count.ShouldBe(3);
        Close.ToLargest(expected, model.Predict([row])[0], 1e-5, 0, pooling);

        // The same states read one after another: each pooling gives another answer.
        File.WriteAllText(copy.File("bench.yaml"), $"pooling: {(pooling == "first" ? "mean" : "first")}\nhead: score.weight\n");
        using ManagedEncoder other = ManagedCore.Load(copy.Folder);
        other.Predict([row])[0].Span.SequenceEqual(expected.Span).ShouldBeFalse();
    }

    [Theory]
    [InlineData("pooling: max\nhead: score", "'max' is unknown")]
    [InlineData("poolings: mean", "'poolings: mean' is not understood")]
    [InlineData("pooling: mean\npooling: first", "is not understood")]
    [InlineData("pooling", "is not understood")]
    [InlineData("pooling: mean\nhead: none", "'none.weight' is missing")]
    public void What_is_wrong_is_said(string text, string says)
    {
        using ModelCopy copy = Own("score");
        File.WriteAllText(copy.File("bench.yaml"), text);
        Should.Throw<BenchException>(() => ModelFolder.Open(copy.Folder)).Message.ShouldContain(says);
    }

    [Theory]
    [InlineData("")]
    [InlineData("model.distilbert.")]
    [InlineData("module.distilbert.")]
    [InlineData("backbone.")]
    public void The_base_model_may_stand_under_another_prefix(string prefix)
    {
        using ModelCopy copy = new ModelCopy("distilbert-micro").Reweigh(tensors =>
        {
            foreach (string name in tensors.Keys.Where(name => name.StartsWith("distilbert.", StringComparison.Ordinal)).ToArray())
            {
                tensors.Remove(name, out RawTensor? tensor);
                tensors.Add(prefix + name["distilbert.".Length..], tensor!);
            }
        });
        var row = new InputRow { TokenIds = new[] { 2, 67, 560, 74, 3 } };
        using ManagedEncoder model = ManagedCore.Load(copy.Folder);
        model.Predict([row])[0].Span.SequenceEqual(Cores.Get("distilbert-micro").Predict([row])[0].Span).ShouldBeTrue();
    }

    [Fact]
    public void A_model_without_a_head_is_refused_as_untrained()
    {
        using ModelCopy copy = new ModelCopy("bert-micro").Reweigh(tensors => tensors.Remove("classifier.weight"));
        Should.Throw<BenchException>(() => ModelFolder.Open(copy.Folder)).Message.ShouldContain("untrained");
    }

    // A model of a class of its own: BERT's layers, and a linear map of another name.
    private static ModelCopy Own(string head) => new ModelCopy("bert-micro")
        .Configure(config => config["architectures"] = new JsonArray("MyPooledClassifier"))
        .Reweigh(tensors =>
        {
            foreach (string part in new[] { "weight", "bias" })
            {
                tensors.Remove($"classifier.{part}", out RawTensor? tensor);
                tensors.Add($"{head}.{part}", tensor!);
                tensors.Remove($"bert.pooler.dense.{part}");
            }
        });
}
