using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Makes weightings of n rows, one after the other.</summary>
internal interface IRowWeights
{
    /// <summary>How many weightings there are.</summary>
    int Count { get; }

    /// <summary>Writes the next weighting.</summary>
    /// <param name="weights">n weights.</param>
    void Next(Span<double> weights);
}

/// <summary>Bootstrap: how often each row comes up in n draws with replacement, divided by n, so that sums are means.</summary>
internal sealed class DrawWeights(int count, ulong seed) : IRowWeights
{
    private readonly DeterministicRandom _random = new(DeterministicRandom.Derive(seed, "bootstrap"));

    public int Count => count;

    public void Next(Span<double> weights)
    {
        weights.Clear();
        int n = weights.Length;
        for (int i = 0; i < n; i += 2)
        {
            // Two draws from one number; scaling 32 bits to n rows is uneven by less than n / 2³² of a draw.
            ulong bits = _random.NextUInt64();
            weights[(int)(((bits >> 32) * (ulong)n) >> 32)]++;
            if (i + 1 < n)
            {
                weights[(int)(((bits & uint.MaxValue) * (ulong)n) >> 32)]++;
            }
        }

        for (int i = 0; i < n; i++)
        {
            weights[i] /= n;
        }
    }
}
