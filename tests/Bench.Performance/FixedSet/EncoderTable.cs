using Bench.Abstractions;
using Bench.Inference;

namespace Bench.Performance;

/// <summary>Whole encoders on rows of 24 tokens.</summary>
internal static class EncoderTable
{
    private const int Tokens = 24;

    public static PerformanceTable Measure() => new(
        "Encoders",
        $"Rows of {Tokens} tokens; gradients are forward and backward, counted as twice the work of forward. Peak: on as many threads, "
        + "timed beside each case, by processor time and by the clock, which means little while other programs run. Bytes: managed "
            + "memory, nearly all of it the answers.",
        ["ms per batch", "rows/s", "GFLOP/s", "% of peak", "% of peak by the clock", "bytes per row"],
        [.. FixedSet.ThreadCounts.SelectMany(Measure)]);

    private static IEnumerable<PerformanceRow> Measure(int threads) =>
    [
        .. Measure(() => RandomModel.Load(ModelShape.BertBase, threads), 32, 5, threads),
        .. Measure(() => RandomModel.Load(ModelShape.SixLayers, threads), 64, 11, threads),
        .. Measure(() => ShippedSuite.LoadModel(threads), 96, 21, threads),
    ];

    private static PerformanceRow[] Measure(Func<ManagedEncoder> load, int count, int repeats, int threads)
    {
        using ManagedEncoder model = load();
        InputRow[] rows = Batches.Equal(count, Tokens);
        double flops = rows.Sum(row => model.Info.ForwardFlops!(row.Length));
        string name = $"{model.Info.Name}, {threads} {(threads == 1 ? "thread" : "threads")}";
        return
        [
            Row($"{name}: {count} forward", flops, () => model.Predict(rows)),
            Row($"{name}: {count} gradients", 2 * flops, () => model.Gradients(rows, new Target(1), Quantity.Logit)),
        ];

        PerformanceRow Row(string title, double work, Action run)
        {
            Rate rate = Paired.Measure(work, threads, repeats, run);
            long before = GC.GetTotalAllocatedBytes(precise: true);
            run();
            double bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
            return PerformanceRow.Of(
                title, 1e3 * rate.Seconds, count / rate.Seconds, rate.GigaFlops, 100 * rate.OfPeakByCpu, 100 * rate.OfPeak, bytes / count);
        }
    }
}
