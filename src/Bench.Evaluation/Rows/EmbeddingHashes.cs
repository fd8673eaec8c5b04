using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Replaced embeddings compared by content.</summary>
/// <param name="Origin">Hash of the origin.</param>
/// <param name="Direction">Hash of the direction.</param>
/// <param name="Coefficient">The coefficient's bits.</param>
internal readonly record struct EmbeddingsKey(UInt128 Origin, UInt128 Direction, uint Coefficient);

/// <summary>
/// Hashes of replaced embeddings within one call, whose rows share most blocks of memory: each block is read once. For one call only, since
/// whoever asks may write to the same memory before the next.
/// </summary>
internal sealed class EmbeddingHashes
{
    private readonly Dictionary<ReadOnlyMemory<float>, UInt128> _blocks = [];

    /// <summary>What a row's embeddings are compared by.</summary>
    /// <param name="embeddings">The embeddings.</param>
    public EmbeddingsKey Of(ReplacedEmbeddings embeddings) =>
        new(Of(embeddings.Origin), Of(embeddings.Direction), BitConverter.SingleToUInt32Bits(embeddings.Coefficient));

    /// <summary>What a block of numbers is compared by.</summary>
    /// <param name="block">The block.</param>
    public UInt128 Of(ReadOnlyMemory<float> block)
    {
        if (!_blocks.TryGetValue(block, out UInt128 hash))
        {
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(MemoryMarshal.AsBytes(block.Span), digest);
            hash = BinaryPrimitives.ReadUInt128LittleEndian(digest);
            _blocks.Add(block, hash);
        }

        return hash;
    }
}
