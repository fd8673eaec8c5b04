using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>A mean and its interval in JSON.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Count">Values behind it.</param>
public sealed record EstimateRecord(double Mean, double Low, double High, int Count)
{
    /// <summary>Records an estimate.</summary>
    /// <param name="estimate">The estimate.</param>
    public static EstimateRecord Of(MeanEstimate estimate) => new(estimate.Mean, estimate.Low, estimate.High, estimate.Count);
}
