using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Model folders that people bring: other programs load them, so they are read alike or refused by what is wrong.</summary>
public class BroughtFolderTests
{
    [Theory]
    [InlineData("bert-micro", "bert.")]
    [InlineData("distilbert-micro", "distilbert.")]
    [InlineData("roberta-micro", "roberta.")]
    public void Tensors_without_the_prefix_of_the_encoder_give_the_same_weights(string model, string prefix)
    {
        using var copy = new ModelCopy(model);
        copy.Reweigh(tensors =>
        {
            foreach ((string name, RawTensor tensor) in tensors.ToArray())
            {
                tensors.Remove(name);
                tensors.Add(name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name, tensor);
            }
        });

        using ModelFolder folder = ModelFolder.Open(copy.Folder);
        using ModelFolder original = ModelFolder.Open(Repository.Model(model));
        folder.Weights.Words.Span.ToArray().ShouldBe(original.Weights.Words.Span.ToArray());
        folder.Weights.Layers[^1].Output.Weight.Span.ToArray().ShouldBe(original.Weights.Layers[^1].Output.Weight.Span.ToArray());
    }

    [Theory]
    [InlineData("bert-micro")]
    [InlineData("roberta-micro")]
    public void Labels_that_a_configuration_leaves_out_are_counted_by_the_rows_of_the_head(string model)
    {
        using ModelFolder original = ModelFolder.Open(Repository.Model(model));
        using ModelCopy copy = new ModelCopy(model).Configure(config =>
        {
            config.Remove("id2label");
            config.Remove("label2id");
            config.Remove("num_labels");
        });

        using ModelFolder folder = ModelFolder.Open(copy.Folder);
        folder.Config.Labels.ShouldBe(original.Config.Labels.Select((_, i) => FormattableString.Invariant($"LABEL_{i}")));
    }

    [Theory]
    [InlineData("bert.pooler.dense.bias", float.NaN, "NaN")]
    [InlineData("bert.embeddings.word_embeddings.weight", float.PositiveInfinity, "Infinity")]
    [InlineData("classifier.weight", float.NegativeInfinity, "-Infinity")]
    public void A_weight_that_is_no_number_is_named_with_its_tensor(string tensor, float value, string shown)
    {
        using var copy = new ModelCopy("bert-micro");
        copy.Reweigh(tensors =>
        {
            float[] weights = tensors[tensor].Floats;
            weights[^1] = value;
            tensors[tensor] = RawTensor.Of(weights, tensors[tensor].Shape);
        });

        BenchException error = Should.Throw<BenchException>(() => ModelFolder.Open(copy.Folder));
        error.Problem.ShouldContain($"'{tensor}' holds {shown} ");
        error.Remedy.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("bert-micro", "num_hidden_layers", "encoder.layer.1.")]
    [InlineData("distilbert-micro", "n_layers", "transformer.layer.1.")]
    public void A_configuration_with_fewer_layers_than_the_weights_is_refused(string model, string key, string named)
    {
        using ModelCopy copy = new ModelCopy(model).Configure(config => config[key] = 1);
        BenchException error = Should.Throw<BenchException>(() => ModelFolder.Open(copy.Folder));
        error.Problem.ShouldContain("more layers");
        error.Problem.ShouldContain(named);
    }

    [Fact]
    public void Tensors_of_other_heads_and_fixed_positions_are_no_further_layers()
    {
        using var copy = new ModelCopy("bert-micro");
        copy.Reweigh(tensors =>
        {
            tensors["bert.embeddings.position_ids"] = new RawTensor("I64", [1, 2], new byte[16]);
            tensors["cls.predictions.bias"] = RawTensor.Of([1f, 2f], 2);
        });

        using ModelFolder folder = ModelFolder.Open(copy.Folder);
        folder.Config.Layers.ShouldBe(2);
    }

    [Fact]
    public void An_adapter_is_named_with_the_way_to_merge_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("adapter_config.json", "{\"peft_type\": \"LORA\"}");
        BenchException error = Should.Throw<BenchException>(() => ModelFolder.Open(folder.Path));
        error.Problem.ShouldContain("adapter_config.json");
        error.Remedy!.ShouldContain("merge_and_unload");
    }

    [Theory]
    [InlineData("bert", "BertForSequenceClassification")]
    [InlineData("deberta-v2", "DebertaV2ForSequenceClassification")]
    public void A_configuration_without_architectures_is_refused_with_the_line_to_add(string type, string architecture)
    {
        using ModelCopy copy = new ModelCopy("bert-micro").Configure(config =>
        {
            config.Remove("architectures");
            config["model_type"] = type;
        });

        Should.Throw<BenchException>(() => ModelFolder.Open(copy.Folder)).Remedy!.ShouldContain($"\"architectures\": [\"{architecture}\"]");
    }
}
