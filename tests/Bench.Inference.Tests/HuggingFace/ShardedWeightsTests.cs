using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

public class ShardedWeightsTests
{
    private const string First = "model-00001-of-00002.safetensors";
    private const string Second = "model-00002-of-00002.safetensors";

    [Fact]
    public void Parts_give_the_same_model_as_one_file()
    {
        using ModelCopy copy = Split();
        ModelFolderTests.RequireLogits(copy.Folder, "bert-micro/pair");
    }

    [Fact]
    public void The_hash_of_parts_is_that_of_their_checksum_lines()
    {
        using ModelCopy copy = Split();
        using ModelFolder model = ModelFolder.Open(copy.Folder);
        string lines = string.Concat(new[] { First, Second }.Select(name =>
            $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(copy.File(name))))}  {name}\n"));
        model.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines))));
        model.WeightPaths.Select(Path.GetFileName).ShouldBe([First, Second]);
    }

    [Fact]
    public void A_missing_part_is_named()
    {
        using ModelCopy copy = Split();
        File.Delete(copy.File(Second));
        Refuse(copy).Message.ShouldContain(Second);
    }

    [Fact]
    public void A_tensor_that_is_not_in_its_part_is_named()
    {
        using ModelCopy copy = Split(index => index["weight_map"]!["classifier.bias"] = First);
        BenchException error = Refuse(copy);
        error.Problem.ShouldContain("classifier.bias");
        error.Where!.ShouldEndWith("model.safetensors.index.json");
    }

    [Theory]
    [InlineData("../model.safetensors")]
    [InlineData("/tmp/model.safetensors")]
    [InlineData("..\\model.safetensors")]
    [InlineData("C:model.safetensors")]
    [InlineData("config.json")]
    [InlineData("")]
    public void A_part_outside_the_folder_is_refused(string part)
    {
        using ModelCopy copy = Split(index => index["weight_map"]!["classifier.bias"] = part);
        Refuse(copy).Problem.ShouldContain("classifier.bias");
    }

    [Fact]
    public void An_index_without_a_map_is_refused()
    {
        using ModelCopy copy = Split(index => index["weight_map"] = new JsonArray());
        Refuse(copy).Problem.ShouldContain("weight_map");
    }

    private static BenchException Refuse(ModelCopy copy) => Should.Throw<BenchException>(() => ModelFolder.Open(copy.Folder));

    private static ModelCopy Split(Action<JsonObject>? change = null)
    {
        var copy = new ModelCopy("bert-micro");
        Dictionary<string, RawTensor> all = RawTensors.Read(copy.File("model.safetensors"));
        File.Delete(copy.File("model.safetensors"));
        var map = new JsonObject();
        foreach ((string part, bool head) in new[] { (First, false), (Second, true) })
        {
            Dictionary<string, RawTensor> tensors = all
                .Where(tensor => tensor.Key.StartsWith("classifier", StringComparison.Ordinal) == head)
                .ToDictionary();
            File.WriteAllBytes(copy.File(part), RawTensors.Write(tensors));
            foreach (string name in tensors.Keys)
            {
                map[name] = part;
            }
        }

        var index = new JsonObject { ["metadata"] = new JsonObject { ["total_size"] = 0 }, ["weight_map"] = map };
        change?.Invoke(index);
        File.WriteAllText(copy.File("model.safetensors.index.json"), index.ToJsonString());
        return copy;
    }
}
