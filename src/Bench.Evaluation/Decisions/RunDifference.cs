using System.Globalization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>How one explainer does on one metric in two runs.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Descriptor">What the metric is.</param>
/// <param name="Explainer">Name of the explainer.</param>
/// <param name="First">Mean over the common cases of the first run.</param>
/// <param name="Second">Mean over the common cases of the second run.</param>
/// <param name="Difference">Second less first, over the texts that both have a score for.</param>
/// <param name="AdjustedPValue">Its p-value after Holm's correction over all metrics and explainers compared.</param>
public sealed record RunDifference(
    string Metric,
    MetricDescriptor Descriptor,
    string Explainer,
    MeanEstimate First,
    MeanEstimate Second,
    PairedDifference Difference,
    double AdjustedPValue)
{
    /// <summary>Mean change for the better; negative where the second run is worse.</summary>
    public double Gain => Descriptor.Direction == MetricDirection.HigherIsBetter ? Difference.Estimate.Mean : -Difference.Estimate.Mean;

    /// <summary>
    /// What can be said: <c>better</c>, <c>worse</c>, <c>no difference shown</c>, <c>too few texts</c> or <c>no common score</c>. With
    /// fewer texts than <see cref="MetricComparison.FewestTexts"/> no test holds its level.
    /// </summary>
    public string Verdict => Difference.Estimate.Count == 0 ? "no common score"
        : Difference.Estimate.Count < MetricComparison.FewestTexts ? "too few texts"
        : AdjustedPValue >= MetricComparison.Level ? "no difference shown"
        : Gain > 0 ? "better" : "worse";

    /// <summary>About how many texts would decide, were the difference and spread seen the true ones; 0 where that is not known.</summary>
    /// <param name="rows">Number of comparisons corrected for.</param>
    internal long Needed(int rows) => Evaluation.Verdict.Of(Difference, 1, rows, spread: 0).Needed ?? 0;

    /// <summary>Why the second run is unacceptably worse, or <see langword="null"/> where it is not.</summary>
    /// <param name="delta">The largest loss that is accepted.</param>
    internal string? Violation(double delta)
    {
        MeanEstimate change = Difference.Estimate;
        bool couldBeNoise = change.Low <= 0 && change.High >= 0;
        return change.Count == 0 || -Gain <= delta || couldBeNoise
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Metric} of {Explainer} is worse by {-Gain:F4}, more than {delta:G6}: {First.Mean:F4} became {Second.Mean:F4} (95 % interval of the change [{change.Low:F4}, {change.High:F4}], n = {change.Count})");
    }
}
