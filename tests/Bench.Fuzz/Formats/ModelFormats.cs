using System.Text;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Inference;
using Bench.TestKit;

namespace Bench.Fuzz;

/// <summary>The files of a model but for its tokenizer's.</summary>
internal static class ModelFormats
{
    private static readonly string _model = Repository.Model("albert-micro");

    public static IEnumerable<FuzzFormat> All()
    {
        byte[] config = File.ReadAllBytes(Path.Combine(_model, "config.json"));
        byte[] weights = File.ReadAllBytes(Path.Combine(_model, "model.safetensors"));
        byte[] small = RawTensors.Write(new Dictionary<string, RawTensor>
        {
            ["a.weight"] = RawTensor.Of([1, 2, 3, 4, 5, 6], 2, 3),
            ["a.bias"] = RawTensor.Of([7, 8], 2),
            ["b"] = new RawTensor("F16", [2], [0, 60, 0, 64]),
        });
        yield return new FuzzFormat("config", "config.json", [config, .. Configs()], Open)
        {
            Beside = new Dictionary<string, byte[]> { ["model.safetensors"] = weights },
        };
        yield return new FuzzFormat("bench.yaml", "bench.yaml", Texts.Bytes("pooling: mean # of all\nhead: classifier\n"), Open)
        {
            Beside = new Dictionary<string, byte[]> { ["model.safetensors"] = weights, ["config.json"] = config },
        };
        yield return new FuzzFormat("safetensors", "model.safetensors", [small], ReadTensors);
        yield return new FuzzFormat("safetensors-header", "model.safetensors", [small[8..]], ReadTensors) { Complete = WithLength };
        yield return new FuzzFormat("safetensors-index", "model.safetensors.index.json", [Index(weights)], Open)
        {
            Beside = new Dictionary<string, byte[]> { ["config.json"] = config, ["part.safetensors"] = weights },
        };
        yield return new FuzzFormat("closed-form", "closed-form.json", Texts.Bytes(
            """{"labels":["NO","YES"],"bias":0.5,"words":{"good":1.5,"bad":-2},"gates":[{"kind":"and","words":["good","bad"],"weight":3}]}""",
            """{"labels":["a","b"],"bias":-1,"words":{},"gates":[{"kind":"xor","words":["x","y","z"],"weight":1e3}]}"""), Ask);
    }

    private static IEnumerable<byte[]> Configs() =>
    [
        .. ((string[])["bert-micro", "distilbert-micro", "roberta-micro", "electra-micro"]).Select(Repository.Model)
            .Concat(((string[])["vit", "swin"]).Select(GoldenTask.Model))
            .Select(folder => File.ReadAllBytes(Path.Combine(folder, "config.json"))),
    ];

    private static byte[] Index(byte[] weights)
    {
        using var folder = new TemporaryFolder();
        string names = string.Join(
            ",", RawTensors.Read(folder.Write("w", weights)).Keys.Select(name => $"\"{name}\":\"part.safetensors\""));
        return Encoding.UTF8.GetBytes($$$"""{"metadata":{"total_size":1},"weight_map":{{{{names}}}}}""");
    }

    private static byte[] WithLength(byte[] rest)
    {
        int brace = rest.AsSpan().LastIndexOf((byte)'}') + 1;
        return RawTensors.Compose(rest.AsSpan(0, brace), rest.AsSpan(brace));
    }

    private static void Open(string folder)
    {
        using ModelFolder model = ModelFolder.Open(folder);
    }

    private static void ReadTensors(string folder)
    {
        using SafetensorsFile file = SafetensorsFile.Open(Path.Combine(folder, "model.safetensors"));
        foreach (string name in file.Entries.Keys)
        {
            file.Read(name);
        }
    }

    private static void Ask(string folder)
    {
        using LoadedModel loaded = ClosedFormFolder.Open(folder);
        loaded.Model.Predict([loaded.Tokenizer.Tokenize("good bad x y z film").Row]);
    }
}
