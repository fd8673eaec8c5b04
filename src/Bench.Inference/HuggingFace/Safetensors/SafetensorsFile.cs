using System.IO.MemoryMappedFiles;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>A safetensors file mapped into memory.</summary>
public sealed class SafetensorsFile : IDisposable
{
    private readonly MappedBytes _data;

    private SafetensorsFile(string path, IReadOnlyDictionary<string, TensorEntry> entries, MappedBytes data)
    {
        Path = path;
        Entries = entries;
        _data = data;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, TensorEntry> Entries { get; }

    /// <summary>Maps a file and checks its header; no tensor is read.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BenchException">The file is missing, truncated or damaged.</exception>
    public static SafetensorsFile Open(string path)
    {
        try
        {
            // Sharing for reading only: the file must not change while it is mapped.
            using FileStream stream = InputFile.Open(path, InputFile.Unlimited);
            byte[] header = new byte[SafetensorsHeader.ReadLength(stream, path)];
            stream.ReadExactly(header);
            long start = SafetensorsHeader.PrefixLength + header.Length;
            long length = stream.Length - start;
            IReadOnlyDictionary<string, TensorEntry> entries = SafetensorsHeader.Parse(header, length, path);
            var map = MemoryMappedFile.CreateFromFile(
                stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            return new SafetensorsFile(path, entries, new MappedBytes(map, start, length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"The file cannot be read ({e.Message.TrimEnd('.')})", path, "Check its permissions and the disk", e);
        }
    }

    /// <summary>The elements of a tensor, row by row: the mapped file itself for F32, else a converted copy.</summary>
    /// <param name="name">One of <see cref="Entries"/>.</param>
    /// <returns>Memory that is valid until this file is disposed.</returns>
    /// <exception cref="BenchException">The element type cannot be read as floats, or the tensor is too large.</exception>
    public ReadOnlyMemory<float> Read(string name)
    {
        TensorEntry entry = Entries[name];
        string where = $"{Path}: tensor '{name}'";
        long bytes = entry.End - entry.Begin;
        if (bytes / 2 > int.MaxValue)
        {
            throw new BenchException($"The tensor takes {bytes} bytes, more than can be read at once", where, "Use a smaller model");
        }

        return entry.DType switch
        {
            "F32" => _data.Floats(entry.Begin, (int)(bytes / sizeof(float))),
            "F16" => FloatConversion.FromHalf(_data, entry.Begin, (int)(bytes / 2)),
            "BF16" => FloatConversion.FromBrainFloat(_data, entry.Begin, (int)(bytes / 2)),
            "F64" => FloatConversion.FromDouble(_data, entry.Begin, (int)(bytes / sizeof(double)), where),
            _ => throw new BenchException(
                $"The element type {entry.DType} is not supported", where,
                $"Supported: {DTypes.Readable}; convert the weights to one of them"),
        };
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose() => _data.Dispose();
}
