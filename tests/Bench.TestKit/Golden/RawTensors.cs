using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Bench.TestKit;

/// <summary>One tensor as a safetensors file stores it.</summary>
/// <param name="DType">Element type, for example <c>F32</c>.</param>
/// <param name="Shape">Extents.</param>
/// <param name="Data">Little-endian bytes.</param>
public sealed record RawTensor(string DType, long[] Shape, byte[] Data)
{
    /// <summary>A tensor of floats.</summary>
    /// <param name="values">The elements.</param>
    /// <param name="shape">Extents; their product is the number of elements.</param>
    public static RawTensor Of(ReadOnlySpan<float> values, params long[] shape) =>
        new("F32", shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>The elements of a tensor of floats.</summary>
    public float[] Floats => MemoryMarshal.Cast<byte, float>(Data).ToArray();
}

/// <summary>Writes safetensors files, sound or damaged, and reads sound ones without any check.</summary>
public static class RawTensors
{
    /// <summary>The bytes of a file with these tensors, in order.</summary>
    public static byte[] Write(IReadOnlyDictionary<string, RawTensor> tensors)
    {
        var header = new JsonObject { ["__metadata__"] = new JsonObject { ["format"] = "pt" } };
        long offset = 0;
        foreach ((string name, RawTensor tensor) in tensors)
        {
            header[name] = new JsonObject
            {
                ["dtype"] = tensor.DType,
                ["shape"] = new JsonArray([.. tensor.Shape.Select(extent => (JsonNode)extent)]),
                ["data_offsets"] = new JsonArray(offset, offset + tensor.Data.Length),
            };
            offset += tensor.Data.Length;
        }

        byte[] json = System.Text.Encoding.UTF8.GetBytes(header.ToJsonString());
        int padding = (8 - (json.Length % 8)) % 8;
        return Compose([.. json, .. Enumerable.Repeat((byte)' ', padding)], [.. tensors.Values.SelectMany(tensor => tensor.Data)]);
    }

    /// <summary>A file from its parts: the header's true length, the header, the data.</summary>
    public static byte[] Compose(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. data];
    }

    /// <summary>The tensors of a sound file, in the order of their data.</summary>
    public static Dictionary<string, RawTensor> Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int data = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        JsonObject header = JsonNode.Parse(bytes.AsSpan(8, data - 8))!.AsObject();
        header.Remove("__metadata__");
        return header
            .Select(member => (Name: member.Key, Entry: member.Value!, Begin: (int)member.Value!["data_offsets"]![0]!))
            .OrderBy(tensor => tensor.Begin)
            .ToDictionary(tensor => tensor.Name, tensor => new RawTensor(
                (string)tensor.Entry["dtype"]!,
                [.. tensor.Entry["shape"]!.AsArray().Select(extent => (long)extent!)],
                bytes[(data + tensor.Begin)..(data + (int)tensor.Entry["data_offsets"]![1]!)]));
    }
}
