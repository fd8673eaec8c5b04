namespace Bench.Inference;

/// <summary>Where the attention maps of one layer of one row go; nowhere, where nobody asked.</summary>
/// <param name="maps">[heads, n, n], initially zero, or empty.</param>
/// <param name="plan">Knows which token stands in which slot.</param>
/// <param name="sequence">The row.</param>
internal readonly unsafe ref struct MapTarget(Span<float> maps, BatchPlan plan, Sequence sequence)
{
    private readonly Span<float> _maps = maps;

    /// <summary>Whether somebody asked.</summary>
    public bool IsWanted => !_maps.IsEmpty;

    /// <summary>Writes a head's map, in the order of the row's positions.</summary>
    /// <param name="head">The head.</param>
    /// <param name="source">[all tokens, columns] in the order of the slots.</param>
    /// <param name="columns">Columns to copy; the others stay zero.</param>
    public void Write(int head, Matrix source, int columns)
    {
        int n = sequence.Tokens;
        Span<float> map = _maps.Slice(head * n * n, n * n);
        for (int query = 0; query < n; query++)
        {
            Span<float> row = map.Slice(plan.Position(sequence, query) * n, n);
            for (int key = 0; key < columns; key++)
            {
                row[plan.Position(sequence, key)] = source.Row(query)[key];
            }
        }
    }
}
