using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>
/// Weights as they come: in half the bytes and in several files, for architectures whose maps are cut out of larger ones.
/// </summary>
public sealed class PlanWeightsTests
{
    [Theory]
    [InlineData("deberta-v1-nli", "BF16")]
    [InlineData("deberta-v2-conv", "F16")]
    [InlineData("modernbert", "BF16")]
    [InlineData("gpt2", "F16")]
    [InlineData("qwen2-lm", "BF16")]
    [InlineData("bart-nli", "F16")]
    public void Half_precision_in_parts_gives_the_rounded_model(string model, string type)
    {
        using var halves = new ModelCopy(new DirectoryInfo(GoldenTask.Model(model)));
        using ModelCopy rounded = new ModelCopy(new DirectoryInfo(GoldenTask.Model(model))).Reweigh(tensors =>
        {
            foreach ((string name, RawTensor tensor) in tensors.ToArray())
            {
                tensors[name] = RawTensor.Of([.. tensor.Floats.Select(value => Value(Bits(value, type), type))], tensor.Shape);
            }
        });
        Split(halves, type);
        InputRow row = GoldenTask.Cases(model)[0].Row;
        using ManagedEncoder expected = ManagedCore.Load(rounded.Folder), found = ManagedCore.Load(halves.Folder);
        found.Predict([row])[0].Span.SequenceEqual(expected.Predict([row])[0].Span).ShouldBeTrue(model);
    }

    private static void Split(ModelCopy copy, string type)
    {
        Dictionary<string, RawTensor> all = RawTensors.Read(copy.File("model.safetensors"));
        File.Delete(copy.File("model.safetensors"));
        var map = new JsonObject();
        foreach (IGrouping<int, (int Index, KeyValuePair<string, RawTensor> Tensor)> part in all.Index().GroupBy(entry => entry.Index % 2))
        {
            string file = $"model-0000{part.Key + 1}-of-00002.safetensors";
            File.WriteAllBytes(
                copy.File(file), RawTensors.Write(part.ToDictionary(entry => entry.Tensor.Key, entry => Halved(entry.Tensor.Value, type))));
            foreach ((int _, KeyValuePair<string, RawTensor> tensor) in part)
            {
                map[tensor.Key] = file;
            }
        }

        File.WriteAllText(copy.File("model.safetensors.index.json"), new JsonObject { ["weight_map"] = map }.ToJsonString());
    }

    private static RawTensor Halved(RawTensor tensor, string type)
    {
        byte[] bytes = new byte[tensor.Data.Length / 2];
        foreach ((int i, float value) in tensor.Floats.Index())
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), Bits(value, type));
        }

        return new RawTensor(type, tensor.Shape, bytes);
    }

    private static ushort Bits(float value, string type) => type == "F16"
        ? BitConverter.HalfToUInt16Bits((Half)value)
        : (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16);

    private static float Value(ushort bits, string type) => type == "F16"
        ? (float)BitConverter.UInt16BitsToHalf(bits)
        : BitConverter.UInt32BitsToSingle((uint)bits << 16);
}
