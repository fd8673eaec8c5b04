namespace Bench.Evaluation;

/// <summary>The mean difference between two explainers over the texts that both have a score for.</summary>
/// <param name="Estimate">Mean difference, first less second, with its 95 % interval.</param>
/// <param name="PValue">Two-sided p-value of no difference; 1 where there are fewer than two texts.</param>
/// <param name="Deviation">Standard deviation of the texts' differences; NaN where there are fewer than two.</param>
public readonly record struct PairedDifference(MeanEstimate Estimate, double PValue, double Deviation)
{
    /// <summary>The difference the other way round.</summary>
    public PairedDifference Turned() =>
        this with { Estimate = Estimate with { Mean = -Estimate.Mean, Low = -Estimate.High, High = -Estimate.Low } };
}
