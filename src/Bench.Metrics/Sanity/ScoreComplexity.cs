namespace Bench.Metrics;

/// <summary>How the complexity of an explanation is measured.</summary>
public enum ScoreComplexity
{
    /// <summary>Entropy of the histogram of the scores between their smallest and largest.</summary>
    Histogram,

    /// <summary>Entropy of the absolute scores as shares of their sum.</summary>
    Shares,
}
