namespace Bench.Tasks;

/// <summary>An entity among labelled words.</summary>
/// <param name="First">Index of its first word.</param>
/// <param name="Last">Index of its last word.</param>
/// <param name="Type">Its type.</param>
internal readonly record struct Chunk(int First, int Last, string Type);

/// <summary>
/// Entities of words that are labelled one by one, as the shared task of CoNLL-2003 scores them and seqeval does by default: one begins at
/// B- or S- (also U-), where the type changes, or after E- (also L-); labels without such a beginning are types.
/// </summary>
internal static class Chunks
{
    /// <summary>The entities.</summary>
    /// <param name="labels">The label of every word.</param>
    /// <param name="isOutside">Whether a label is none of an entity's.</param>
    public static List<Chunk> Of(IReadOnlyList<string> labels, Func<string, bool> isOutside)
    {
        var chunks = new List<Chunk>();
        bool isOpen = false;
        for (int i = 0; i < labels.Count; i++)
        {
            if (isOutside(labels[i]))
            {
                isOpen = false;
                continue;
            }

            (char place, string type) = Parse(labels[i]);
            if (isOpen && place is not ('B' or 'S' or 'U') && chunks[^1].Type == type)
            {
                chunks[^1] = chunks[^1] with { Last = i };
            }
            else
            {
                chunks.Add(new Chunk(i, i, type));
            }

            isOpen = place is not ('E' or 'L' or 'S' or 'U');
        }

        return chunks;
    }

    /// <summary>The type that a label names.</summary>
    /// <param name="label">A label, such as B-PER or PER.</param>
    public static string TypeOf(string label) => Parse(label).Type;

    private static (char Place, string Type) Parse(string label) =>
        label.Length > 2 && label[1] == '-' && "BIESLU".Contains(label[0], StringComparison.Ordinal)
            ? (label[0], label[2..])
            : (' ', label);
}
