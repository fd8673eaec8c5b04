using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Which of the model's numbers a metric watches.</summary>
public enum ExplainedNumber
{
    /// <summary>The one the explanation explains.</summary>
    Explained,

    /// <summary>The logit.</summary>
    Logit,

    /// <summary>The probability.</summary>
    Probability,
}

internal static class ExplainedNumbers
{
    public static Quantity Of(this ExplainedNumber number, MetricContext context) => number switch
    {
        ExplainedNumber.Logit => Quantity.Logit,
        ExplainedNumber.Probability => Quantity.Probability,
        _ => context.Explanation.Quantity,
    };
}
