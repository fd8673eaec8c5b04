namespace Bench.Evaluation;

/// <summary>A mean and its 95 % confidence interval.</summary>
/// <param name="Mean">Arithmetic mean; NaN where there are no values.</param>
/// <param name="Low">Lower end; NaN where there is no interval.</param>
/// <param name="High">Upper end; NaN where there is no interval.</param>
/// <param name="Count">Number of values.</param>
/// <param name="Interval">How the interval was found, or why there is none.</param>
public readonly record struct MeanEstimate(double Mean, double Low, double High, int Count, IntervalKind Interval);

/// <summary>How an interval was found, or why there is none.</summary>
public enum IntervalKind
{
    /// <summary>Fewer than two values: nothing is known of their spread.</summary>
    None,

    /// <summary>All values are equal, and so are both ends; more values might differ.</summary>
    Constant,

    /// <summary>Bias-corrected and accelerated bootstrap.</summary>
    Bca,

    /// <summary>Percentiles of the bootstrap distribution, where the corrections of BCa are undefined.</summary>
    Percentile,
}
