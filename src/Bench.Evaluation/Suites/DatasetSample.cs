using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>A random part of a dataset, the same for the same seed; rows keep their order.</summary>
/// <param name="Size">How many rows; all where there are no more.</param>
/// <param name="Seed">Seed of the draw.</param>
/// <param name="IsStratified">Whether every label keeps its share, by largest remainders.</param>
public sealed record DatasetSample(int Size, ulong Seed, bool IsStratified)
{
    /// <summary>The ranks of the rows that are drawn.</summary>
    /// <param name="labels">The label of every row, or <see langword="null"/>.</param>
    public IReadOnlySet<int> Choose(IReadOnlyList<string?> labels)
    {
        if (labels.Count <= Size)
        {
            return Enumerable.Range(0, labels.Count).ToHashSet();
        }

        if (!IsStratified)
        {
            return Draw([.. Enumerable.Range(0, labels.Count)], Size, "all");
        }

        (string Label, int[] Ranks)[] strata = [.. labels.Index().GroupBy(row => row.Item ?? "", row => row.Index)
            .Select(group => (group.Key, group.ToArray())).OrderBy(stratum => stratum.Key, StringComparer.Ordinal)];
        long[] shares = [.. strata.Select(stratum => (long)Size * stratum.Ranks.Length)];
        int[] sizes = [.. shares.Select(share => (int)(share / labels.Count))];

        // Equal remainders go to the label that comes first.
        foreach (int stratum in Enumerable.Range(0, strata.Length).OrderByDescending(i => shares[i] % labels.Count).Take(Size - sizes.Sum())
            .ToArray())
        {
            sizes[stratum]++;
        }

        return strata.Zip(sizes, (stratum, size) => Draw(stratum.Ranks, size, $"label {stratum.Label}")).SelectMany(drawn => drawn)
            .ToHashSet();
    }

    private HashSet<int> Draw(int[] ranks, int size, string purpose)
    {
        var random = new DeterministicRandom(DeterministicRandom.Derive(Seed, purpose));
        for (int i = 0; i < size; i++)
        {
            int other = i + random.NextInt(ranks.Length - i);
            (ranks[i], ranks[other]) = (ranks[other], ranks[i]);
        }

        return [.. ranks.Take(size)];
    }
}
