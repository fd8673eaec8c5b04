using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Bench.Abstractions;
using Bench.Pictures;

namespace Bench.Evaluation;

/// <summary>Tells whether a row is the one that was checked, when it is read again to be computed.</summary>
internal static class InstancePrint
{
    /// <summary>A SHA-256 of everything that the row says, its files included.</summary>
    /// <param name="instance">The row.</param>
    /// <exception cref="BenchException">One of its files cannot be read.</exception>
    public static string Of(Instance instance)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(instance with { Image = null, Mask = null }));
        foreach (DataFile? file in (DataFile?[])[instance.Image, instance.Mask?.File])
        {
            hash.AppendData(file is null ? [] : SHA256.HashData(file.Read(PictureFile.MostBytes).Span));
        }

        hash.AppendData(MemoryMarshal.AsBytes((instance.Mask?.Pixels ?? []).AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
