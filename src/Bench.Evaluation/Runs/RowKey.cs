using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>An input row compared by content: ids, types and mask.</summary>
internal readonly struct RowKey : IEquatable<RowKey>
{
    private readonly InputRow _row;
    private readonly int _hash;

    public RowKey(InputRow row)
    {
        _row = row;
        var hash = default(HashCode);
        hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(row.TokenIds.Span));
        hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(row.AttentionMask.Span));
        _hash = hash.ToHashCode();
    }

    public bool Equals(RowKey other) => _hash == other._hash
        && _row.TokenIds.Span.SequenceEqual(other._row.TokenIds.Span)
        && _row.TypeIds.Span.SequenceEqual(other._row.TypeIds.Span)
        && _row.AttentionMask.Span.SequenceEqual(other._row.AttentionMask.Span);

    public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

    public override int GetHashCode() => _hash;
}
