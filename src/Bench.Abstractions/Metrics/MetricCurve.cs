using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>The points behind a score that is an area or a mean over shares of the tokens, for plots.</summary>
/// <param name="Kind">What is done to the tokens.</param>
/// <param name="Shares">Shares of the text's tokens, first ranked first, from 0 to 1 and never falling.</param>
/// <param name="Values">The explained probability at each share, finite; for <see cref="CurveKind.Gap"/> a difference of two.</param>
public sealed record MetricCurve(CurveKind Kind, ImmutableArray<double> Shares, ImmutableArray<double> Values)
{
    /// <summary>Whether all points are equal.</summary>
    /// <param name="other">Another curve.</param>
    public bool Equals(MetricCurve? other) =>
        other is not null && Kind == other.Kind && Shares.SequenceEqual(other.Shares) && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Shares.Length, Values.IsEmpty ? 0 : Values[^1]);
}

/// <summary>What is done to the tokens along a <see cref="MetricCurve"/>.</summary>
public enum CurveKind
{
    /// <summary>The share is taken away.</summary>
    Deletion,

    /// <summary>Only the share is left.</summary>
    Insertion,

    /// <summary>Insertion less deletion.</summary>
    Gap,
}
