using System.Text.Json.Nodes;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Masked language models: random heads on the golden encoders, held to the reference.</summary>
public sealed class MaskedLanguageModelTests
{
    private const int Hidden = 32;

    public static TheoryData<string, string, string, string, string, string> Families => new()
    {
        { "bert-micro", "BertForMaskedLM", "cls.predictions.transform.dense", "cls.predictions.transform.LayerNorm",
            "cls.predictions.decoder", "cls.predictions.bias" },
        { "distilbert-micro", "DistilBertForMaskedLM", "vocab_transform", "vocab_layer_norm", "vocab_projector", "vocab_projector.bias" },
        { "roberta-micro", "RobertaForMaskedLM", "lm_head.dense", "lm_head.layer_norm", "lm_head.decoder", "lm_head.bias" },
    };

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_position_has_a_logit_for_every_token(
        string name, string architecture, string dense, string norm, string decoder, string bias)
    {
        using ModelCopy copy = Masked(name, architecture, dense, norm, bias);
        using ManagedEncoder model = ManagedCore.Load(copy.Folder);
        ReferenceEncoder reference = ReferenceEncoder.Load(copy.Folder);
        InputRow[] rows = [new InputRow { TokenIds = new[] { 2, 67, 4, 74, 3 } }, new InputRow { TokenIds = new[] { 2, 4, 3 } }];
        IReadOnlyList<Tensor> expected = reference.Predict(rows), found = model.Predict(rows);

        model.Info.Head.ShouldBe(HeadKind.Token);
        model.Info.PredictsNextToken.ShouldBeFalse();
        model.Info.Labels.Count.ShouldBe(model.Info.VocabularySize);
        found[0].Shape.ShouldBe(new Shape(5, model.Info.VocabularySize));
        Close.ToLargest(expected[0], found[0], 1e-5, 1e-5, architecture);
        Close.ToLargest(expected[1], found[1], 1e-5, 1e-5, architecture);
        var query = new TargetQuery(rows[0], new Target(7, Position: 2), Quantity.LogProbability);
        Close.ToLargest(reference.Gradients([query])[0].Gradient, model.Gradients([query])[0].Gradient, 1e-6, 2e-5, architecture);

        // The tied map is the word embeddings: the same numbers as with a map of its own that equals them, others with another one.
        using ModelCopy own = Masked(name, architecture, dense, norm, $"{decoder}.bias", tied: false);
        own.Reweigh(tensors =>
            tensors[$"{decoder}.weight"] =
                tensors.Single(tensor => tensor.Key.EndsWith("word_embeddings.weight", StringComparison.Ordinal)).Value);
        using ManagedEncoder untied = ManagedCore.Load(own.Folder);
        untied.Predict(rows)[0].Span.SequenceEqual(found[0].Span).ShouldBeTrue(architecture);
        own.Reweigh(tensors => tensors[$"{decoder}.weight"] = Random(1, tensors[$"{decoder}.weight"].Shape));
        using ManagedEncoder other = ManagedCore.Load(own.Folder);
        other.Predict(rows)[0].Span.SequenceEqual(found[0].Span).ShouldBeFalse(architecture);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_head_that_lacks_a_part_is_refused(
        string name, string architecture, string dense, string norm, string decoder, string bias)
    {
        foreach (string part in new[] { $"{dense}.weight", $"{norm}.bias", bias })
        {
            using ModelCopy copy = Masked(name, architecture, dense, norm, bias).Reweigh(tensors => tensors.Remove(part));
            Should.Throw<BenchException>(() => ModelFolder.Open(copy.Folder)).Message
                .ShouldContain(part == bias ? $"'{decoder}.bias' is missing" : $"'{part}' is missing");
        }
    }

    private static ModelCopy Masked(string name, string architecture, string dense, string norm, string bias, bool tied = true)
    {
        return new ModelCopy(name)
            .Configure(config =>
            {
                config["architectures"] = new JsonArray(architecture);
                config["tie_word_embeddings"] = tied;
            })
            .Reweigh(tensors =>
            {
                long vocabulary =
                    tensors.Single(tensor => tensor.Key.EndsWith("word_embeddings.weight", StringComparison.Ordinal)).Value.Shape[0];
                tensors[$"{dense}.weight"] = Random(2, Hidden, Hidden);
                tensors[$"{dense}.bias"] = Random(3, Hidden);
                tensors[$"{norm}.weight"] = Random(4, Hidden);
                tensors[$"{norm}.bias"] = Random(5, Hidden);
                tensors[bias] = Random(6, vocabulary);
            });
    }

    private static RawTensor Random(ulong seed, params long[] shape)
    {
        var random = new DeterministicRandom(seed);
        return RawTensor.Of(
            [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (size, extent) => size * extent)).Select(_ => (float)random.NextGaussian())],
            shape);
    }
}
