using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Reads and checks the header of a safetensors file (https://github.com/huggingface/safetensors#format): the header's length as
/// 8 bytes, little-endian, then JSON, then the tensors without gaps. Everything in it is treated as hostile.
/// </summary>
internal static class SafetensorsHeader
{
    /// <summary>Bytes before the JSON.</summary>
    public const int PrefixLength = 8;

    // The limit of the reference implementation.
    private const long LongestHeader = 100_000_000;

    /// <summary>Reads the header's length and checks it against the file's.</summary>
    /// <param name="file">The open file, at its start.</param>
    /// <param name="path">Its path, for messages.</param>
    public static int ReadLength(FileStream file, string path)
    {
        Span<byte> prefix = stackalloc byte[PrefixLength];
        if (file.ReadAtLeast(prefix, PrefixLength, throwOnEndOfStream: false) < PrefixLength)
        {
            throw Damaged($"The file is truncated: it has {file.Length} bytes, fewer than the {PrefixLength} of the header's length", path);
        }

        if (prefix.SequenceEqual("version "u8))
        {
            throw new BenchException("This is a Git LFS pointer, not the weights themselves", path, "Fetch the file with `git lfs pull`");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        long rest = file.Length - PrefixLength;
        return length > LongestHeader
            ? throw Damaged($"The header's length is {length} bytes; at most {LongestHeader} are allowed", path)
            : (long)length > rest
                ? throw Damaged($"The header's length is {length} bytes, beyond the end of the file, which has {rest} after it", path)
                : (int)length;
    }

    /// <summary>Parses the JSON and checks every tensor's place.</summary>
    /// <param name="json">The header's bytes.</param>
    /// <param name="dataLength">Bytes after the header.</param>
    /// <param name="path">The file, for messages.</param>
    public static IReadOnlyDictionary<string, TensorEntry> Parse(ReadOnlyMemory<byte> json, long dataLength, string path)
    {
        JsonElement header = InputJson.Parse(json.Span, $"{path}: header");
        if (header.ValueKind != JsonValueKind.Object)
        {
            throw Damaged("The header is no JSON object", path);
        }

        var entries = new Dictionary<string, TensorEntry>(StringComparer.Ordinal);
        foreach (JsonProperty member in header.EnumerateObject())
        {
            if (member.Name != "__metadata__")
            {
                entries.Add(member.Name, ReadEntry(member, dataLength, path));
            }
        }

        RequireNoGaps(entries.Values, dataLength, path);
        return entries;
    }

    /// <summary>An error about a file that nobody can mend but by getting it anew.</summary>
    public static BenchException Damaged(string problem, string where) => new(problem, where, "Download or copy the file again");

    private static TensorEntry ReadEntry(JsonProperty member, long dataLength, string path)
    {
        string where = $"{path}: tensor '{member.Name}'";
        if (member.Value.ValueKind != JsonValueKind.Object
            || !member.Value.TryGetProperty("dtype", out JsonElement dtype) || dtype.ValueKind != JsonValueKind.String
            || !member.Value.TryGetProperty("shape", out JsonElement shape) || !TryReadNumbers(shape, out ImmutableArray<long> extents)
            || !member.Value.TryGetProperty("data_offsets", out JsonElement place)
            || !TryReadNumbers(place, out ImmutableArray<long> offsets)
            || offsets.Length != 2)
        {
            throw Damaged("The entry lacks a dtype, a shape of whole numbers or two data_offsets", where);
        }

        var entry = new TensorEntry(member.Name, dtype.GetString()!, extents, offsets[0], offsets[1]);
        if (entry.Begin > entry.End || entry.End > dataLength)
        {
            throw Damaged(
                $"The data lies at bytes {entry.Begin} to {entry.End}, but the file has {dataLength} after the header: it is truncated or "
                    + "damaged",
                where);
        }

        long? size = DTypes.Bytes(entry.DType, extents, out bool known);
        return !known || size == entry.End - entry.Begin
            ? entry
            : throw Damaged(
                $"The data takes {entry.End - entry.Begin} bytes, which does not fit {entry.DType} of shape [{string.Join(", ", extents)}]",
                where);
    }

    private static bool TryReadNumbers(JsonElement list, out ImmutableArray<long> numbers)
    {
        numbers = [];
        if (list.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        var builder = ImmutableArray.CreateBuilder<long>(list.GetArrayLength());
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out long number) || number < 0)
            {
                return false;
            }

            builder.Add(number);
        }

        numbers = builder.MoveToImmutable();
        return true;
    }

    private static void RequireNoGaps(IEnumerable<TensorEntry> entries, long dataLength, string path)
    {
        long end = 0;
        foreach (TensorEntry entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != end)
            {
                throw Damaged(
                    $"The data starts at byte {entry.Begin}, but the tensor before it ends at byte {end}: tensors must neither overlap nor "
                        + "leave gaps",
                    $"{path}: tensor '{entry.Name}'");
            }

            end = entry.End;
        }

        if (end != dataLength)
        {
            throw Damaged($"The file has {dataLength} bytes after the header, but the tensors end at byte {end}", path);
        }
    }
}
