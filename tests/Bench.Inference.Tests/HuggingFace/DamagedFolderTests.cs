using System.Text.Json.Nodes;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Every way in which a model folder can be wrong is told with file, place and remedy.</summary>
public class DamagedFolderTests
{
    [Fact]
    public void A_missing_folder_is_named() =>
        Refuse(Path.Combine(Repository.Root, "no-such-model")).Where!.ShouldEndWith("no-such-model");

    [Fact]
    public void A_missing_configuration_is_named()
    {
        using var copy = new ModelCopy("bert-micro");
        File.Delete(copy.File("config.json"));
        Refuse(copy.Folder).Where.ShouldBe(copy.File("config.json"));
    }

    [Fact]
    public void Missing_weights_are_named()
    {
        using var copy = new ModelCopy("bert-micro");
        File.Delete(copy.File("model.safetensors"));
        BenchException error = Refuse(copy.Folder);
        error.Where.ShouldBe(copy.File("model.safetensors"));
        error.Remedy!.ShouldContain("model.safetensors");
    }

    [Fact]
    public void Pickled_weights_are_refused_with_a_way_to_convert_them()
    {
        using var copy = new ModelCopy("bert-micro");
        File.Move(copy.File("model.safetensors"), copy.File("pytorch_model.bin"));
        BenchException error = Refuse(copy.Folder);
        error.Problem.ShouldContain("pytorch_model.bin");
        error.Remedy!.ShouldContain("save_pretrained");
    }

    [Fact]
    public void Truncated_weights_are_refused()
    {
        using var copy = new ModelCopy("bert-micro");
        byte[] bytes = File.ReadAllBytes(copy.File("model.safetensors"));
        File.WriteAllBytes(copy.File("model.safetensors"), bytes[..^1]);
        BenchException error = Refuse(copy.Folder);
        error.Problem.ShouldContain("truncated");
        error.Where!.ShouldContain("model.safetensors");
    }

    [Theory]
    [InlineData("{\n  \"a\": 1,\n  oops\n}", "config.json:3:")]
    [InlineData("{\n  \"a\": 1,\n  \"a\": 2\n}", "config.json")]
    public void Malformed_JSON_is_told_with_its_line(string text, string where)
    {
        using var copy = new ModelCopy("bert-micro");
        File.WriteAllText(copy.File("config.json"), text);
        BenchException error = Refuse(copy.Folder);
        error.Problem.ShouldContain("not valid JSON");
        error.Where!.ShouldContain(where);
    }

    [Fact]
    public void A_configuration_that_is_no_object_is_refused()
    {
        using var copy = new ModelCopy("bert-micro");
        File.WriteAllText(copy.File("config.json"), "[]");
        Refuse(copy.Folder).Problem.ShouldContain("object");
    }

    [Fact]
    public void A_byte_order_mark_is_accepted()
    {
        using var copy = new ModelCopy("bert-micro");
        File.WriteAllText(copy.File("config.json"), "\uFEFF" + File.ReadAllText(copy.File("config.json")));
        using ModelFolder opened = ModelFolder.Open(copy.Folder);
        opened.Config.HiddenSize.ShouldBe(GoldenCases.Reference("bert-micro").Info.EmbeddingWidth);
    }

    [Fact]
    public void A_missing_tensor_is_told_with_names_like_it()
    {
        using ModelCopy copy = new ModelCopy("bert-micro").Reweigh(tensors =>
        {
            tensors.Remove("classifier.weight", out RawTensor? tensor);
            tensors.Add("classifier.wieght", tensor!);
        });
        BenchException error = Refuse(copy.Folder);
        error.Problem.ShouldContain("'classifier.weight' is missing");
        error.Remedy!.ShouldContain("'classifier.wieght'");
        error.Where.ShouldBe(copy.File("model.safetensors"));
    }

    [Theory]
    [InlineData("bert-micro", "bert.encoder.layer.1.output.dense.weight", "[32, 64]")]
    [InlineData("bert-micro", "bert.embeddings.LayerNorm.bias", "[32]")]
    [InlineData("distilbert-micro", "distilbert.transformer.layer.0.attention.q_lin.bias", "[32]")]
    [InlineData("albert-micro", "albert.encoder.embedding_hidden_mapping_in.weight", "[32, 16]")]
    [InlineData("electra-micro", "electra.embeddings_project.weight", "[32, 24]")]
    [InlineData("roberta-micro", "classifier.out_proj.weight", "[3, 32]")]
    public void A_tensor_of_the_wrong_shape_is_refused(string model, string tensor, string expected)
    {
        using ModelCopy copy = new ModelCopy(model).Reweigh(tensors => tensors[tensor] = RawTensor.Of(new float[7], 7, 1));
        BenchException error = Refuse(copy.Folder);
        error.Problem.ShouldContain($"'{tensor}' has shape [7, 1], but {expected} is expected");
        error.Where.ShouldBe(copy.File("model.safetensors"));
    }

    [Fact]
    public void A_transposed_tensor_is_refused()
    {
        const string Name = "bert.encoder.layer.0.intermediate.dense.weight";
        using ModelCopy copy = new ModelCopy("bert-micro").Reweigh(tensors => tensors[Name] = tensors[Name] with { Shape = [32, 64] });
        Refuse(copy.Folder).Problem.ShouldContain("has shape [32, 64], but [64, 32] is expected");
    }

    [Fact]
    public void A_tensor_of_whole_numbers_is_refused()
    {
        using ModelCopy copy = new ModelCopy("bert-micro").Reweigh(tensors =>
            tensors["classifier.bias"] = new RawTensor("I32", [3], new byte[12]));
        BenchException error = Refuse(copy.Folder);
        error.Problem.ShouldContain("I32");
        error.Where!.ShouldEndWith("model.safetensors: tensor 'classifier.bias'");
    }

    [Fact]
    public void Labels_that_do_not_match_the_classifier_are_refused()
    {
        using ModelCopy copy = new ModelCopy("bert-micro").Configure(config => config["id2label"]!.AsObject().Remove("2"));
        BenchException error = Refuse(copy.Folder);
        error.Problem.ShouldContain("[3, 32]");
        error.Problem.ShouldContain("id2label");
    }

    [Fact]
    public void A_vocabulary_size_that_does_not_match_the_embedding_is_refused()
    {
        using ModelCopy copy = new ModelCopy("bert-micro").Configure(config => config["vocab_size"] = 601);
        BenchException error = Refuse(copy.Folder);
        error.Problem.ShouldContain("word_embeddings.weight' has shape [600, 32], but [601, 32]");
        error.Problem.ShouldContain("vocab_size");
    }

    [Fact]
    public void A_vocabulary_longer_than_the_embedding_is_refused()
    {
        using var copy = new ModelCopy("bert-micro");
        File.AppendAllText(copy.File("vocab.txt"), "superfluous\n");
        BenchException error = Refuse(copy.Folder);
        error.Problem.ShouldContain("ids up to 600, but the word embedding has 600 rows");
        error.Where.ShouldBe(copy.File("vocab.txt"));
    }

    [Fact]
    public void A_tokenizer_with_ids_beyond_the_embedding_is_refused()
    {
        using var copy = new ModelCopy("bert-micro");
        JsonNode tokenizer = JsonNode.Parse(File.ReadAllText(copy.File("tokenizer.json")))!;
        tokenizer["model"]!["vocab"]!["superfluous"] = 700;
        File.WriteAllText(copy.File("tokenizer.json"), tokenizer.ToJsonString());
        Refuse(copy.Folder).Problem.ShouldContain("ids up to 700");

        tokenizer["model"]!["vocab"]!["superfluous"] = 1;
        tokenizer["added_tokens"] = new JsonArray(new JsonObject { ["id"] = 650, ["content"] = "new" });
        File.WriteAllText(copy.File("tokenizer.json"), tokenizer.ToJsonString());
        BenchException error = Refuse(copy.Folder);
        error.Problem.ShouldContain("ids up to 650");
        error.Where.ShouldBe(copy.File("tokenizer.json"));
    }

    private static BenchException Refuse(string folder) => Should.Throw<BenchException>(() => ModelFolder.Open(folder));
}
