namespace Bench.Evaluation;

/// <summary>The least and the largest value that a score can have.</summary>
/// <param name="Low">The least; −∞ where there is none.</param>
/// <param name="High">The largest; ∞ where there is none.</param>
public readonly record struct ScoreRange(double Low, double High)
{
    /// <summary>No bounds.</summary>
    public static ScoreRange Unbounded { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Whether both ends are finite.</summary>
    public bool IsBounded => double.IsFinite(Low) && double.IsFinite(High);

    /// <summary>The range of the difference of two such scores.</summary>
    public ScoreRange OfDifferences => new(Low - High, High - Low);

    /// <summary>The range, widened where a value lies outside by rounding or because a plug-in declared it wrongly.</summary>
    /// <param name="values">Values without NaN.</param>
    public ScoreRange Covering(ReadOnlySpan<double> values)
    {
        (double low, double high) = (Low, High);
        foreach (double value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        return new ScoreRange(low, high);
    }
}
