using System.Runtime.InteropServices;

namespace Bench.Inference;

/// <summary>
/// Which keys each query of a sequence may meet, and blocks of neighbouring queries with all keys that any of them meets: what lies
/// outside the blocks need not be computed.
/// </summary>
internal sealed class AttentionBlocks
{
    // As wide as a padded panel, so that blocks start where panels do.
    private const int Size = Padding.Columns;

    // Queries of a block that meets all keys: its scores stay in the second-level cache from one product to the next. Four full tiles.
    private const int MostQueries = 56;

    private readonly List<AttentionBlock> _byQuery = [];
    private readonly List<AttentionBlock> _byKey = [];
    private (int First, int End)[] _keys = [];

    /// <summary>Queries, with the keys that they meet; these begin at a multiple of <see cref="Padding.Columns"/>.</summary>
    public ReadOnlySpan<AttentionBlock> ByQuery => CollectionsMarshal.AsSpan(_byQuery);

    /// <summary>Keys, with the queries that meet them.</summary>
    public ReadOnlySpan<AttentionBlock> ByKey => CollectionsMarshal.AsSpan(_byKey);

    /// <summary>The keys that each query of a block may meet: positions rise over the keys, so they follow each other.</summary>
    public ReadOnlySpan<(int First, int End)> KeysOf(in AttentionBlock block) => _keys.AsSpan(block.First, block.Count);

    /// <summary>Whether every query may meet every key.</summary>
    public bool AreUnlimited { get; private set; }

    /// <summary>Lays out a sequence.</summary>
    /// <param name="rows">Its operands.</param>
    /// <param name="whole">Whether one block must hold everything, because all of it is asked for.</param>
    public void Prepare(in AttentionRows rows, bool whole)
    {
        _byQuery.Clear();
        _byKey.Clear();
        AreUnlimited = !rows.Causal && AreWithin(rows, rows.Reach);
        if (!AreUnlimited)
        {
            FindKeys(rows);
        }

        if (AreUnlimited || whole || rows.KeyCount <= Size)
        {
            int parts = whole ? 1 : (rows.QueryCount + MostQueries - 1) / MostQueries;
            for (int i = 0; i < parts; i++)
            {
                (int first, int end) = (rows.QueryCount * i / parts, rows.QueryCount * (i + 1) / parts);
                _byQuery.Add(new AttentionBlock(first, end, 0, rows.KeyCount) { Read = (0, rows.KeyCount) });
            }

            _byKey.Add(new AttentionBlock(0, rows.KeyCount, 0, rows.QueryCount));
            return;
        }

        for (int query = 0; query < rows.QueryCount; query += Size)
        {
            _byQuery.Add(Around(query, Math.Min(query + Size, rows.QueryCount)));
        }

        for (int key = 0; key < rows.KeyCount; key += Size)
        {
            _byKey.Add(Meeting(key, Math.Min(key + Size, rows.KeyCount)));
        }

        foreach (ref AttentionBlock block in CollectionsMarshal.AsSpan(_byQuery))
        {
            Read(ref block);
        }
    }

    // Whether no two tokens are farther apart than a reach: positions are not negative.
    private static unsafe bool AreWithin(in AttentionRows rows, int reach) => reach == int.MaxValue
        || (rows.TokenCount <= reach + 1
            && !new ReadOnlySpan<int>(rows.Positions, rows.TokenCount).ContainsAnyInRange(reach + 1, int.MaxValue));

    // Blocks of keys may lie across blocks of queries that do not meet them.
    private void Read(ref AttentionBlock block)
    {
        (int first, int end) = (block.OtherFirst, block.OtherEnd);
        foreach (AttentionBlock keys in _byKey)
        {
            if (keys.OtherFirst < block.End && keys.OtherEnd > block.First)
            {
                (first, end) = (Math.Min(first, keys.First), Math.Max(end, keys.End));
            }
        }

        block = block with { Read = (first, end) };
    }

    private AttentionBlock Around(int query, int end)
    {
        int firstKey = int.MaxValue, endKey = 0;
        for (int i = query; i < end; i++)
        {
            (int first, int last) = _keys[i];
            firstKey = first < last ? Math.Min(firstKey, first) : firstKey;
            endKey = first < last ? Math.Max(endKey, last) : endKey;
        }

        return new AttentionBlock(query, end, endKey == 0 ? 0 : firstKey / Size * Size, endKey);
    }

    private AttentionBlock Meeting(int key, int end)
    {
        int firstQuery = int.MaxValue, endQuery = 0;
        foreach (AttentionBlock block in _byQuery)
        {
            if (block.OtherFirst < end && block.OtherEnd > key)
            {
                firstQuery = Math.Min(firstQuery, block.First);
                endQuery = Math.Max(endQuery, block.End);
            }
        }

        return new AttentionBlock(key, end, endQuery == 0 ? 0 : firstQuery, endQuery);
    }

    private unsafe void FindKeys(in AttentionRows rows)
    {
        if (_keys.Length < rows.QueryCount)
        {
            _keys = new (int, int)[rows.QueryCount];
        }

        var keys = new ReadOnlySpan<int>(rows.Positions, rows.KeyCount);
        for (int query = 0; query < rows.QueryCount; query++)
        {
            int position = rows.QueryPosition(query);
            long farthest = rows.Causal ? position : (long)position + rows.Reach;
            int first = FirstAtLeast(keys, (long)position - rows.Reach);
            _keys[query] = (first, Math.Max(first, FirstAtLeast(keys, farthest + 1)));
        }
    }

    private static int FirstAtLeast(ReadOnlySpan<int> rising, long value)
    {
        int low = 0, high = rising.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = rising[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

/// <summary>
/// Neighbouring queries and the keys that they meet, or neighbouring keys and the queries that meet them; ends are exclusive.
/// </summary>
internal readonly record struct AttentionBlock(int First, int End, int OtherFirst, int OtherEnd)
{
    public int Count => End - First;

    public int OtherCount => OtherEnd - OtherFirst;

    public (int First, int End) Others => (OtherFirst, OtherEnd);

    /// <summary>Of queries: the keys whose weights or gradients any block holds.</summary>
    public (int First, int End) Read { get; init; }

    /// <summary>Whether a query's weights are read beyond the block.</summary>
    public bool IsLeft => Read != Others;
}
