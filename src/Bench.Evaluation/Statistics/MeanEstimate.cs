namespace Bench.Evaluation;

/// <summary>A mean and its 95 % confidence interval.</summary>
/// <param name="Mean">Arithmetic mean; NaN where there are no values.</param>
/// <param name="Low">Lower end; NaN where there is no interval.</param>
/// <param name="High">Upper end; NaN where there is no interval.</param>
/// <param name="Count">Number of texts, each with the mean over its cases.</param>
/// <param name="Interval">How the interval was found, or why there is none.</param>
public readonly record struct MeanEstimate(double Mean, double Low, double High, int Count, IntervalKind Interval);

/// <summary>How an interval was found, or why there is none.</summary>
public enum IntervalKind
{
    /// <summary>Fewer than two values: nothing is known of their spread.</summary>
    None,

    /// <summary>All values are equal and nothing bounds what others might be, so there is no interval.</summary>
    Constant,

    /// <summary>Student's t, and its transformation by Hall (1992): see <see cref="Sample"/>.</summary>
    Student,

    /// <summary>Wilson's score interval for few-valued scores: see <see cref="ScoreInterval"/>.</summary>
    Score,

    /// <summary>Exact whatever the distribution within the bounds, for few-valued differences: see <see cref="BoundedMean"/>.</summary>
    Exact,
}
