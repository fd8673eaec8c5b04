using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Bench.Evaluation;

/// <summary>
/// Checksum of a row: the first 64 bits of the SHA-256 of its values, each with its length in front. The row's key is among the values, so
/// that a row that turns up under another key is found too.
/// </summary>
internal static class RowChecksum
{
    /// <summary>The checksum.</summary>
    /// <param name="values">The row's values as text.</param>
    public static long Of(params ReadOnlySpan<string> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string value in values)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, value.Length);
            hash.AppendData(length);
            hash.AppendData(MemoryMarshal.AsBytes(value.AsSpan()));
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return BinaryPrimitives.ReadInt64LittleEndian(digest);
    }
}
