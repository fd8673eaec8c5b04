using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>Gathers scores.</summary>
internal static class Gathering
{
    /// <summary>The score of a unit.</summary>
    /// <param name="gather">How.</param>
    /// <param name="scores">One score per token.</param>
    /// <param name="positions">The unit's tokens, at least one.</param>
    public static double Of(this Gather gather, ReadOnlySpan<double> scores, ImmutableArray<int> positions)
    {
        double score = scores[positions[0]];
        foreach (int position in positions.AsSpan()[1..])
        {
            double next = scores[position];
            score = gather == Gather.MaxAbs ? (Math.Abs(next) > Math.Abs(score) || double.IsNaN(next) ? next : score) : score + next;
        }

        return gather == Gather.Mean ? score / positions.Length : score;
    }
}
