using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// How a ragged batch is laid out: rows sorted by length, packed without padding, cut into chunks by tokens. Plans are reused, so
/// that a batch allocates nothing for its layout once the arrays are large enough.
/// </summary>
/// <param name="config">Says which token the head reads.</param>
internal sealed class BatchPlan(EncoderConfig config)
{
    // Below this, a chunk is too small to be worth a thread of its own.
    private const int LeastTokens = 24;

    private readonly List<Chunk> _chunks = [];
    private long[] _order = [];
    private Sequence[] _sequences = [];
    private int[] _positions = [];
    private int _positionCount;

    /// <summary>The chunks, longest rows first.</summary>
    public IReadOnlyList<Chunk> Chunks => _chunks;

    /// <summary>The sequences of a chunk.</summary>
    public ReadOnlySpan<Sequence> Sequences(Chunk chunk) => _sequences.AsSpan(chunk.First, chunk.Count);

    /// <summary>The position in its row of the token in a slot of a sequence.</summary>
    public int Position(in Sequence sequence, int slot) => sequence.SlotStart < 0 ? slot : _positions[sequence.SlotStart + slot];

    /// <summary>Lays out a batch.</summary>
    /// <param name="rows">Checked rows.</param>
    /// <param name="allTokens">Whether masked tokens are computed too, because their attention or their outputs are asked for.</param>
    /// <param name="limits">How to cut.</param>
    public void Build(IReadOnlyList<InputRow> rows, bool allTokens, ChunkLimits limits)
    {
        _chunks.Clear();
        _positionCount = 0;
        Grow(ref _order, rows.Count);
        Grow(ref _sequences, rows.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            // Longest first; equal lengths stay in the caller's order.
            _order[i] = ((long)(int.MaxValue - rows[i].Length) << 32) | (uint)i;
        }

        _order.AsSpan(0, rows.Count).Sort();
        long total = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            int row = (int)(uint)_order[i];
            _sequences[i] = Place(rows[row], row, allTokens);
            total += _sequences[i].Tokens;
        }

        Cut(rows.Count, total, limits);
    }

    /// <summary>Lays out the windows of one row: one chunk of sequences of equal length, in which all may meet all.</summary>
    /// <param name="row">Index of the row.</param>
    /// <param name="count">Number of windows.</param>
    /// <param name="tokens">Tokens of each.</param>
    public void BuildWindows(int row, int count, int tokens)
    {
        _chunks.Clear();
        Grow(ref _sequences, count);
        for (int window = 0; window < count; window++)
        {
            _sequences[window] = new Sequence(row, window * tokens, tokens, tokens, 0, -1);
        }

        _chunks.Add(new Chunk(0, count, count * tokens));
    }

    private static void Grow<T>(ref T[] array, int count)
    {
        if (array.Length < count)
        {
            Array.Resize(ref array, Math.Max(count, array.Length * 2));
        }
    }

    private Sequence Place(InputRow row, int index, bool allTokens)
    {
        ReadOnlySpan<bool> mask = row.AttentionMask.Span;
        int read = config.ReadPosition(row.TokenIds.Span);
        if (mask.IndexOf(false) < 0)
        {
            return new Sequence(index, 0, row.Length, row.Length, read, -1);
        }

        int start = _positionCount;
        Grow(ref _positions, start + row.Length);
        int next = start;
        for (int i = 0; i < mask.Length; i++)
        {
            if (mask[i])
            {
                _positions[next++] = i;
            }
        }

        int keys = next - start;
        int head = _positions.AsSpan(start, keys).IndexOf(read);
        for (int i = 0; i < mask.Length; i++)
        {
            if (!mask[i] && (allTokens || i == read))
            {
                head = i == read ? next - start : head;
                _positions[next++] = i;
            }
        }

        _positionCount = next;
        return new Sequence(index, 0, next - start, keys, head, start);
    }

    private void Cut(int count, long total, ChunkLimits limits)
    {
        long parts = (total + limits.Tokens - 1) / limits.Tokens;
        parts = Math.Max(parts, Math.Min(limits.Threads, total / LeastTokens));
        if (parts > 1)
        {
            // As many for each thread.
            parts = (parts + limits.Threads - 1) / limits.Threads * limits.Threads;
        }

        long share = (total + Math.Max(1, parts) - 1) / Math.Max(1, parts);
        int first = 0, tokens = 0;
        long kept = 0;
        for (int i = 0; i < count; i++)
        {
            int next = _sequences[i].Tokens;
            long nextKept = limits.KeptBytesOf?.Invoke(next) ?? 0;
            bool full = tokens + (next / 2) > share || tokens + next > limits.Tokens || kept + nextKept > limits.KeptBytes;
            if (full && i > first)
            {
                _chunks.Add(new Chunk(first, i - first, tokens));
                (first, tokens, kept) = (i, 0, 0);
            }

            _sequences[i] = _sequences[i] with { Start = tokens };
            tokens += next;
            kept += nextKept;
        }

        if (count > first)
        {
            _chunks.Add(new Chunk(first, count - first, tokens));
        }
    }
}
