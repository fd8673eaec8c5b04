using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Sound folders, and the ways in which folders may differ and still be sound.</summary>
public class ModelFolderTests
{
    [Theory]
    [InlineData("bert-micro", "BertForSequenceClassification", 2, 32, 32, 3)]
    [InlineData("bert-micro-gelu-new", "BertForSequenceClassification", 2, 32, 32, 2)]
    [InlineData("distilbert-micro", "DistilBertForSequenceClassification", 2, 32, 32, 2)]
    [InlineData("roberta-micro", "RobertaForSequenceClassification", 2, 32, 32, 3)]
    [InlineData("electra-micro", "ElectraForSequenceClassification", 2, 32, 24, 3)]
    [InlineData("albert-micro", "AlbertForSequenceClassification", 3, 32, 16, 2)]
    [InlineData("sst2-bert-mini", "BertForSequenceClassification", 4, 128, 128, 2)]
    [InlineData("emotion-bert-mini", "BertForSequenceClassification", 4, 128, 128, 6)]
    public void Models_open_with_the_sizes_of_their_configuration(
        string name, string architecture, int layers, int hidden, int embedding, int labels)
    {
        using ModelFolder model = ModelFolder.Open(Repository.Model(name) + "/");
        model.Name.ShouldBe(name);
        model.Config.Architecture.ShouldBe(architecture);
        model.Config.Layers.ShouldBe(layers);
        model.Config.HiddenSize.ShouldBe(hidden);
        model.Config.HeadSize.ShouldBe(hidden / 4);
        model.Config.EmbeddingSize.ShouldBe(embedding);
        model.Config.Labels.Length.ShouldBe(labels);
        model.Weights.Words.Shape.ShouldBe(new Shape(model.Config.VocabularySize, embedding));
        model.Weights.Layers.Length.ShouldBe(layers);
        model.Weights.Head.Output.Outputs.ShouldBe(labels);
    }

    [Fact]
    public void The_configuration_decides_what_differs_between_architectures()
    {
        using ModelFolder bert = ModelFolder.Open(Repository.Model("bert-micro"));
        bert.Config.Labels.ShouldBe(["negative", "neutral", "positive"]);
        bert.Config.OutputActivation.ShouldBe(OutputActivation.Softmax);
        bert.Config.Activation.ShouldBe(HiddenActivation.Gelu);
        bert.Config.LayerNormEpsilon.ShouldBe(1e-12);
        bert.Config.MaxLength.ShouldBe(64);
        bert.Weights.Head.DenseActivation.ShouldBe(HiddenActivation.Tanh);

        using ModelFolder geluNew = ModelFolder.Open(Repository.Model("bert-micro-gelu-new"));
        geluNew.Config.Activation.ShouldBe(HiddenActivation.GeluTanh);
        geluNew.Config.LayerNormEpsilon.ShouldBe(1e-5);

        using ModelFolder distil = ModelFolder.Open(Repository.Model("distilbert-micro"));
        distil.Config.TypeVocabularySize.ShouldBe(0);
        distil.Weights.Types.ShouldBeNull();
        distil.Weights.Head.DenseActivation.ShouldBe(HiddenActivation.Relu);

        using ModelFolder roberta = ModelFolder.Open(Repository.Model("roberta-micro"));
        roberta.Config.FirstPosition.ShouldBe(2);
        roberta.Config.MaxLength.ShouldBe(64);

        using ModelFolder albert = ModelFolder.Open(Repository.Model("albert-micro"));
        albert.Weights.Layers[2].ShouldBeSameAs(albert.Weights.Layers[0]);
        albert.Weights.Projection.ShouldNotBeNull().Inputs.ShouldBe(16);
    }

    [Fact]
    public void The_hash_is_that_of_the_weights_the_golden_numbers_belong_to()
    {
        using ModelFolder model = ModelFolder.Open(Repository.Model("sst2-bert-mini"));
        GoldenCases.Load("sst2-bert-mini/sst_1_3tokens").Root.At("model_sha256").GetString().ShouldBe(model.Sha256);
    }

    [Fact]
    public void Names_of_older_checkpoints_and_tensors_nobody_needs_are_accepted()
    {
        using ModelCopy copy = new ModelCopy("bert-micro").Reweigh(tensors =>
        {
            foreach (string name in tensors.Keys.Where(name => name.Contains("LayerNorm", StringComparison.Ordinal)).ToArray())
            {
                string old = name.Replace(".weight", ".gamma", StringComparison.Ordinal)
                    .Replace(".bias", ".beta", StringComparison.Ordinal);
                tensors.Remove(name, out RawTensor? tensor);
                tensors.Add(old, tensor!);
            }

            tensors.Add("bert.embeddings.position_ids", new RawTensor("I64", [1, 2], new byte[16]));
        });
        RequireLogits(copy.Folder, "bert-micro/pair");
    }

    [Theory]
    [InlineData("XLMRobertaForSequenceClassification", "xlm-roberta")]
    [InlineData("CamembertForSequenceClassification", "camembert")]
    public void Other_names_of_RoBERTa_compute_the_same(string architecture, string type)
    {
        using ModelCopy copy = new ModelCopy("roberta-micro").Configure(config =>
        {
            config["architectures"]![0] = architecture;
            config["model_type"] = type;
        });
        RequireLogits(copy.Folder, "roberta-micro/long");
    }

    [Fact]
    public void An_ELECTRA_with_wide_embeddings_has_no_projection()
    {
        using ModelCopy copy = new ModelCopy("electra-micro").Configure(config => config["embedding_size"] = 32).Reweigh(tensors =>
        {
            foreach ((string name, RawTensor tensor) in tensors.ToArray())
            {
                if (name.StartsWith("electra.embeddings", StringComparison.Ordinal) && tensor.Shape[^1] == 24)
                {
                    long[] shape = [.. tensor.Shape[..^1], 32];
                    tensors[name] = RawTensor.Of(new float[shape.Aggregate((a, b) => a * b)], shape);
                }
            }

            tensors.Remove("electra.embeddings_project.weight");
            tensors.Remove("electra.embeddings_project.bias");
        });
        using ModelFolder model = ModelFolder.Open(copy.Folder);
        model.Weights.Projection.ShouldBeNull();
        model.Config.EmbeddingSize.ShouldBe(32);
    }

    [Fact]
    public void Weights_in_half_precision_are_widened()
    {
        float[] exact = [];
        using ModelCopy copy = new ModelCopy("bert-micro").Reweigh(tensors =>
        {
            RawTensor weight = tensors["bert.pooler.dense.weight"];
            Half[] halves = [.. weight.Floats.Select(value => (Half)value)];
            exact = [.. halves.Select(value => (float)value)];
            byte[] data = [.. halves.SelectMany(BitConverter.GetBytes)];
            tensors["bert.pooler.dense.weight"] = new RawTensor("F16", weight.Shape, data);
        });
        using ModelFolder model = ModelFolder.Open(copy.Folder);
        model.Weights.Head.Dense!.Weight.Data.ToArray().ShouldBe(exact);
    }

    [Theory]
    [InlineData("gelu", HiddenActivation.Gelu)]
    [InlineData("gelu_python", HiddenActivation.Gelu)]
    [InlineData("gelu_new", HiddenActivation.GeluTanh)]
    [InlineData("gelu_pytorch_tanh", HiddenActivation.GeluTanh)]
    [InlineData("gelu_fast", HiddenActivation.GeluTanh)]
    [InlineData("relu", HiddenActivation.Relu)]
    [InlineData("silu", HiddenActivation.Silu)]
    [InlineData("swish", HiddenActivation.Silu)]
    public void Activations_are_found_by_name(string name, HiddenActivation expected)
    {
        using ModelCopy bert = new ModelCopy("bert-micro").Configure(config => config["hidden_act"] = name);
        using ModelCopy distil = new ModelCopy("distilbert-micro").Configure(config => config["activation"] = name);
        using ModelFolder first = ModelFolder.Open(bert.Folder);
        using ModelFolder second = ModelFolder.Open(distil.Folder);
        first.Config.Activation.ShouldBe(expected);
        second.Config.Activation.ShouldBe(expected);
    }

    [Theory]
    [InlineData("regression", OutputActivation.Identity)]
    [InlineData("single_label_classification", OutputActivation.Softmax)]
    [InlineData("multi_label_classification", OutputActivation.Sigmoid)]
    [InlineData(null, OutputActivation.Softmax)]
    public void The_problem_type_decides_how_logits_become_probabilities(string? type, OutputActivation expected)
    {
        using ModelCopy copy = new ModelCopy("bert-micro").Configure(config => config["problem_type"] = type);
        using ModelFolder model = ModelFolder.Open(copy.Folder);
        model.Config.OutputActivation.ShouldBe(expected);
        model.Config.ToInfo("x").Activation.ShouldBe(expected);
    }

    [Fact]
    public void A_single_label_means_regression()
    {
        using ModelCopy copy = OneLabel();
        using ModelFolder model = ModelFolder.Open(copy.Folder);
        model.Config.OutputActivation.ShouldBe(OutputActivation.Identity);
    }

    [Fact]
    public void A_single_label_that_claims_to_be_one_of_several_is_refused()
    {
        using ModelCopy copy = OneLabel().Configure(config => config["problem_type"] = "single_label_classification");
        Should.Throw<BenchException>(() => ModelFolder.Open(copy.Folder)).Where!.ShouldEndWith("config.json: problem_type");
    }

    internal static void RequireLogits(string folder, string name)
    {
        GoldenCase golden = GoldenCases.Load(name);
        Tensor logits = ReferenceEncoder.Load(folder).Predict([golden.Row])[0];
        Close.Within(golden.Logits, logits.Span, 1e-6, 0, name);
    }

    private static ModelCopy OneLabel() => new ModelCopy("bert-micro")
        .Configure(config => config["id2label"] = new System.Text.Json.Nodes.JsonObject { ["0"] = "score" })
        .Reweigh(tensors =>
        {
            tensors["classifier.weight"] = RawTensor.Of(tensors["classifier.weight"].Floats.AsSpan(0, 32), 1, 32);
            tensors["classifier.bias"] = RawTensor.Of(tensors["classifier.bias"].Floats.AsSpan(0, 1), 1);
        });
}
