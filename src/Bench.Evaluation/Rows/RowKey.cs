using System.Runtime.InteropServices;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>An input row compared by content, bit for bit: ids, types, mask, and by their hash pixels and replaced embeddings.</summary>
internal readonly struct RowKey : IEquatable<RowKey>
{
    private readonly InputRow _row;
    private readonly EmbeddingsKey? _embeddings;
    private readonly int _hash;

    public RowKey(InputRow row, EmbeddingHashes hashes)
    {
        // Without the embeddings themselves, which would stay in memory. Replaced ones are computed with instead of pixels.
        ReplacedEmbeddings? given = row.Embeddings ?? (row.Pixels.IsEmpty ? null : new ReplacedEmbeddings(row.Pixels));
        _row = given is null
            ? row
            : new InputRow { TokenIds = row.TokenIds, TypeIds = row.TypeIds, AttentionMask = row.AttentionMask };
        _embeddings = given is null ? null : hashes.Of(given);
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(row.TokenIds.Span));
        hash.AddBytes(MemoryMarshal.AsBytes(row.AttentionMask.Span));
        hash.Add(_embeddings);
        _hash = hash.ToHashCode();
    }

    public bool Equals(RowKey other) => _hash == other._hash
        && _row.TokenIds.Span.SequenceEqual(other._row.TokenIds.Span)
        && _row.TypeIds.Span.SequenceEqual(other._row.TypeIds.Span)
        && _row.AttentionMask.Span.SequenceEqual(other._row.AttentionMask.Span)
        && _embeddings == other._embeddings;

    public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

    public override int GetHashCode() => _hash;
}
