namespace Bench.Inference;

/// <summary>Cuts at the matches of a pattern.</summary>
/// <param name="pattern">The pattern.</param>
/// <param name="behavior">What becomes of its matches.</param>
/// <param name="invert">Whether what lies between the matches counts as matched, and the matches do not.</param>
internal sealed class PatternWordSplitter(ITextPattern pattern, SplitBehavior behavior, bool invert = false) : IWordSplitter
{
    /// <inheritdoc/>
    public List<Word> Split(List<Word> parts)
    {
        var words = new List<Word>(parts.Count);
        var cuts = new List<Cut>();
        foreach (Word part in parts)
        {
            cuts.Clear();
            AddCuts(part, cuts);
            foreach (Cut cut in behavior == SplitBehavior.Removed ? cuts.Where(cut => !cut.IsMatch) : Joined(cuts))
            {
                if (cut.From < cut.To)
                {
                    words.Add(new Word(part.Text, part.From + cut.From, part.From + cut.To));
                }
            }
        }

        return words;
    }

    private void AddCuts(Word part, List<Cut> cuts)
    {
        int done = 0;
        foreach ((int from, int to) in pattern.Find(part.Units))
        {
            if (done < from)
            {
                cuts.Add(new Cut(done, from, invert));
            }

            cuts.Add(new Cut(from, to, !invert));
            done = to;
        }

        if (done < part.To - part.From)
        {
            cuts.Add(new Cut(done, part.To - part.From, invert));
        }
    }

    private List<Cut> Joined(List<Cut> cuts) => behavior switch
    {
        SplitBehavior.Contiguous => Join(cuts, (previous, cut) => previous.IsMatch == cut.IsMatch),
        SplitBehavior.MergedWithPrevious => Join(cuts, (previous, cut) => cut.IsMatch && !previous.IsMatch),
        SplitBehavior.MergedWithNext => Join(cuts, (previous, cut) => previous.IsMatch && !cut.IsMatch),
        _ => cuts,
    };

    // Neighbours that belong together are decided by what each of them was, not by what they were joined with.
    private static List<Cut> Join(List<Cut> cuts, Func<Cut, Cut, bool> belong)
    {
        var joined = new List<Cut>(cuts.Count);
        for (int i = 0; i < cuts.Count; i++)
        {
            if (i > 0 && belong(cuts[i - 1], cuts[i]))
            {
                joined[^1] = joined[^1] with { To = cuts[i].To };
            }
            else
            {
                joined.Add(cuts[i]);
            }
        }

        return joined;
    }

    private readonly record struct Cut(int From, int To, bool IsMatch);
}
