using System.Text.Json.Nodes;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Torch.Tests;

/// <summary>A decoder whose head reads every token; the managed core, which is held to the reference, says what is right.</summary>
public sealed class TorchDecoderTests
{
    [Fact]
    public void Answers_of_rows_with_hidden_tokens_agree_with_the_managed_core()
    {
        var random = new DeterministicRandom(3);
        using ModelCopy copy = new ModelCopy(new DirectoryInfo(GoldenTask.Model("bart-nli")))
            .Configure(config =>
            {
                config["architectures"] = new JsonArray("BartForQuestionAnswering");
                config.Remove("id2label");
                config.Remove("label2id");
            })
            .Reweigh(tensors =>
            {
                tensors["qa_outputs.weight"] = RawTensor.Of([.. Enumerable.Range(0, 64).Select(_ => (float)random.NextGaussian())], 2, 32);
                tensors["qa_outputs.bias"] = RawTensor.Of([0.1f, -0.2f], 2);
            });
        using ManagedEncoder managed = ManagedCore.Load(copy.Folder);
        using TorchEncoder torch = TorchCore.Load(copy.Folder, TestedTorchCore.Options);
        int[] ids = GoldenTask.Cases("bart-nli")[0].Row.TokenIds.ToArray();
        TargetQuery[] queries =
        [
            .. new[] { 0, 2, 4 }.Select(gap => new TargetQuery(
                new InputRow { TokenIds = ids[gap..], AttentionMask = ids[gap..].Select((_, i) => i % 4 != gap).ToArray() },
                new Target(1, 5),
                Quantity.Logit)),
        ];
        IReadOnlyList<Answer> expected = managed.Gradients(queries), found = torch.Gradients(queries);
        for (int i = 0; i < queries.Length; i++)
        {
            Close.ToLargest(expected[i].Outputs, found[i].Outputs, 1e-5, 1e-5, $"row {i}");
            Close.ToLargest(expected[i].Gradient, found[i].Gradient, 1e-6, 1e-4, $"row {i}");
        }
    }
}
