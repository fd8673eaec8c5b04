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

    /// <summary>The score of a part of a picture: each patch counts by the share of its pixels that lie in the part.</summary>
    /// <param name="gather">How.</param>
    /// <param name="scores">One score per token.</param>
    /// <param name="unit">The part.</param>
    /// <param name="shape">Size and patches.</param>
    public static double Of(this Gather gather, ReadOnlySpan<double> scores, Unit unit, PictureShape shape)
    {
        if (gather == Gather.MaxAbs)
        {
            return gather.Of(scores, unit.Positions);
        }

        double sum = 0, patch = shape.PatchSize * shape.PatchSize;
        foreach ((int i, int pixels) in PictureUnits.Parts(shape, unit).Index())
        {
            sum += scores[unit.Positions[i]] * (pixels / patch);
        }

        return gather == Gather.Mean ? sum / (unit.Area.Length / patch) : sum;
    }

    /// <summary>The score of a part of a picture out of those of its pixels.</summary>
    /// <param name="gather">How.</param>
    /// <param name="pixels">One score per pixel.</param>
    /// <param name="unit">The part.</param>
    public static double OfPixels(this Gather gather, ReadOnlySpan<double> pixels, Unit unit) => gather.Of(pixels, unit.Area);
}
