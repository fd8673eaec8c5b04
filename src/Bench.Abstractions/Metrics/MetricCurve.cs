using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>The points behind a score that is an area or a mean over shares of the tokens, for plots.</summary>
public sealed record MetricCurve
{
    /// <summary>Joins points.</summary>
    /// <param name="kind">What is done to the tokens.</param>
    /// <param name="shares">Shares of the text's tokens, first ranked first, within 0 and 1, never falling, and not all equal.</param>
    /// <param name="values">The explained probability at each share, finite; for <see cref="CurveKind.Gap"/> a difference of two.</param>
    /// <exception cref="ArgumentException">The points are not of that form.</exception>
    public MetricCurve(CurveKind kind, ImmutableArray<double> shares, ImmutableArray<double> values)
    {
        if (shares.IsDefaultOrEmpty || values.IsDefault || shares.Length != values.Length || !AreShares(shares)
            || !values.All(double.IsFinite))
        {
            throw new ArgumentException("A curve has as many finite values as shares, which rise within 0 and 1.");
        }

        (Kind, Shares, Values) = (kind, shares, values);
    }

    /// <summary>What is done to the tokens.</summary>
    public CurveKind Kind { get; }

    /// <summary>Shares of the text's tokens, first ranked first.</summary>
    public ImmutableArray<double> Shares { get; }

    /// <summary>The value at each share.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>Whether numbers are shares along which a curve can run: within 0 and 1, never falling, and not all equal.</summary>
    /// <param name="shares">At least one number.</param>
    public static bool AreShares(ImmutableArray<double> shares) =>
        shares[0] >= 0 && shares[^1] <= 1 && shares[^1] > shares[0] && shares.Zip(shares.Skip(1)).All(pair => pair.First <= pair.Second);

    /// <summary>Whether all points are equal.</summary>
    /// <param name="other">Another curve.</param>
    public bool Equals(MetricCurve? other) =>
        other is not null && Kind == other.Kind && Shares.SequenceEqual(other.Shares) && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Shares.Length, Values[^1]);
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
