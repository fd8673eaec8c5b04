namespace Bench.Abstractions;

/// <summary>A metric's answer for one explanation: a finite number, or the reason why there is none.</summary>
public readonly record struct MetricScore
{
    /// <summary>
    /// The reason of metrics that rank the tokens where all scores are equal: the explanation leaves the order to chance, and may be
    /// counted as a random one.
    /// </summary>
    public const string ConstantReason = "all scores are equal, so they rank nothing";

    private readonly double _value;
    private readonly string? _reason;

    private MetricScore(double value, string? reason)
    {
        _value = value;
        _reason = reason;
    }

    /// <summary>Whether there is a number.</summary>
    public bool IsApplicable => _reason is null;

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">The metric does not apply; see <see cref="Reason"/>.</exception>
    public double Value => _reason is null ? _value : throw new InvalidOperationException($"There is no value: {_reason}.");

    /// <summary>Why there is no number; <see langword="null"/> where there is one.</summary>
    public string? Reason => _reason;

    /// <summary>The points that the number was taken from, where it is an area or a mean over shares of the tokens.</summary>
    public MetricCurve? Curve { get; init; }

    /// <summary>A number.</summary>
    /// <param name="value">The score, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public static MetricScore Of(double value) => double.IsFinite(value)
        ? new MetricScore(value, null)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A score is finite; say NotApplicable with a reason instead.");

    /// <summary>No number.</summary>
    /// <param name="reason">Why, as a phrase that can follow "not applicable: ".</param>
    public static MetricScore NotApplicable(string reason) => new(0, reason);
}
