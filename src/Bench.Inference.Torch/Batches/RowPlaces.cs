using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>The indices of a padded batch, row after row.</summary>
internal sealed class RowPlaces
{
    /// <summary>Lays rows out.</summary>
    /// <param name="config">The model's configuration.</param>
    /// <param name="rows">Checked rows.</param>
    /// <param name="length">Tokens of every row, padding included.</param>
    public RowPlaces(EncoderConfig config, IReadOnlyList<InputRow> rows, int length)
    {
        Ids = new long[rows.Count * length];
        (Positions, Types, Visible) = (new long[Ids.Length], new long[Ids.Length], new long[Ids.Length]);
        Reads = new long[rows.Count];
        Slots = [.. Enumerable.Range(0, length).Select(slot => (long)slot)];
        int[] positions = new int[length];
        for (int row = 0; row < rows.Count; row++)
        {
            ReadOnlySpan<int> ids = rows[row].TokenIds.Span, types = rows[row].TypeIds.Span;
            ReadOnlySpan<bool> visible = rows[row].AttentionMask.Span;
            config.WritePositions(ids, positions);
            Reads[row] = (row * length) + config.ReadPosition(ids);
            HidesSome |= ids.Length < length || visible.Contains(false);
            for (int i = 0; i < ids.Length; i++)
            {
                int place = (row * length) + i;
                Ids[place] = ids[i];
                Positions[place] = positions[i];
                Types[place] = types.IsEmpty ? 0 : types[i];
                Visible[place] = visible.IsEmpty || visible[i] ? 1 : 0;
            }
        }
    }

    public long[] Ids { get; }

    /// <summary>Rows of the position matrix.</summary>
    public long[] Positions { get; }

    public long[] Types { get; }

    /// <summary>1 for tokens that may be attended to, 0 for others and padding.</summary>
    public long[] Visible { get; }

    /// <summary>0, 1, 2, … of one row.</summary>
    public long[] Slots { get; }

    /// <summary>The token that each row's head reads, counted over the batch.</summary>
    public long[] Reads { get; }

    /// <summary>Whether some tokens may not be attended to, padding included.</summary>
    public bool HidesSome { get; }
}
