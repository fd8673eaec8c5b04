namespace Bench.Performance;

/// <summary>Products with packed weights.</summary>
internal static class GemmTable
{
    private static readonly (int Rows, int Inputs, int Outputs)[] _shapes =
    [
        (24, 768, 768), (128, 768, 768), (192, 768, 2304), (192, 768, 3072), (192, 3072, 768), (600, 768, 3072),
        (192, 384, 1536), (192, 1536, 384), (192, 128, 384), (192, 128, 512), (192, 512, 128),
    ];

    public static PerformanceTable Measure() => new(
        "Matrix products",
        "Rows × inputs × outputs on one thread, weights packed once. Peak: fused multiply-adds on registers, timed beside each case; "
        + "by processor time, which other programs on the machine disturb less than the clock.",
        ["GFLOP/s", "% of peak", "µs"],
        [.. _shapes.Select(Measure)]);

    private static PerformanceRow Measure((int Rows, int Inputs, int Outputs) shape)
    {
        using var product = new Product(shape.Rows, shape.Inputs, shape.Outputs);
        Rate rate = Paired.Measure(product.Flops, 1, 21, product.Run);
        return PerformanceRow.Of(
            $"{shape.Rows} × {shape.Inputs} × {shape.Outputs}", rate.GigaFlops, 100 * rate.OfPeakByCpu, 1e6 * rate.Seconds);
    }
}
