namespace Bench.Explainers;

/// <summary>
/// Covert and Lee's measure of convergence (2021): the largest standard error as a share of the range of the values.
/// </summary>
internal static class RelativeError
{
    /// <summary>Measures it; infinite where standard errors are unknown, or where they are not 0 and all values are equal.</summary>
    /// <param name="values">The values.</param>
    /// <param name="standardErrors">One per value, or none.</param>
    public static double Of(double[] values, double[] standardErrors) => standardErrors.Length == 0 ? double.PositiveInfinity
        : standardErrors.Max() is var largest and > 0 ? largest / (values.Max() - values.Min())
        : 0;
}
