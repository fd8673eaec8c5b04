namespace Bench.Evaluation;

/// <summary>The mean difference between two explainers over the instances that both have a score for.</summary>
/// <param name="Estimate">Mean difference, first less second, with its 95 % interval.</param>
/// <param name="PValue">Two-sided p-value of no difference, from the same bootstrap: below 0.05 where the interval leaves out 0.</param>
public readonly record struct PairedDifference(MeanEstimate Estimate, double PValue);
