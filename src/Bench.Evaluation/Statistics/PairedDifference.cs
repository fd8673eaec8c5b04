namespace Bench.Evaluation;

/// <summary>The mean difference between two explainers over the instances that both have a score for.</summary>
/// <param name="Estimate">Mean difference, first less second, with its 95 % interval.</param>
/// <param name="PValue">Two-sided p-value of no difference by the paired permutation test (Fisher 1935), exact whatever the scores' distribution; 1 where
/// there is no pair.</param>
public readonly record struct PairedDifference(MeanEstimate Estimate, double PValue);
