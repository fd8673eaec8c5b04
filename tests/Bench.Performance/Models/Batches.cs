using Bench.Abstractions;

namespace Bench.Performance;

/// <summary>Rows of random tokens.</summary>
internal static class Batches
{
    // Below it are the special tokens and single letters of the shipped vocabulary.
    private const int FirstId = 200;

    /// <summary>Rows of one length.</summary>
    public static InputRow[] Equal(int rows, int tokens) => OfLengths(Enumerable.Repeat(tokens, rows));

    /// <summary>Rows of random lengths.</summary>
    public static InputRow[] Mixed(int rows, int least, int most)
    {
        var random = new DeterministicRandom(2);
        return OfLengths(Enumerable.Range(0, rows).Select(_ => least + random.NextInt(most - least + 1)));
    }

    private static InputRow[] OfLengths(IEnumerable<int> lengths)
    {
        var random = new DeterministicRandom(3);
        return [.. lengths.Select(length => new InputRow
        {
            TokenIds = Enumerable.Range(0, length).Select(_ => FirstId + random.NextInt(RandomModel.Vocabulary - FirstId)).ToArray(),
        })];
    }
}
