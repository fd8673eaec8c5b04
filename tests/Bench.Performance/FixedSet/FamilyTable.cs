using Bench.Abstractions;
using Bench.Inference;

namespace Bench.Performance;

/// <summary>Other families beside BERT, for texts of several lengths.</summary>
internal static class FamilyTable
{
    private const int Repeats = 5;

    // As many tokens a batch, whatever the length.
    private const int Tokens = 1024;

    private static readonly int[] _lengths = [24, 512];

    private static readonly Func<int, ManagedEncoder>[] _models =
        [threads => RandomModel.Load(ModelShape.BertBase, threads), FamilyModels.ModernBert, FamilyModels.Deberta];

    public static PerformanceTable Measure() => new(
        "Families",
        $"About {Tokens} tokens in rows of one length, {Threads} threads; gradients as above. Time per multiply-add: processor time over "
            + "the "
        + "multiply-adds that the family needs, beside that of BERT-base in rows of the same length, each as a share of the peak beside "
            + "it.",
        ["ms per batch", "GFLOP/s", "% of peak", "% of peak by the clock", "time per multiply-add, BERT-base = 1"],
        [.. _lengths.SelectMany(Measure)]);

    private static int Threads => FixedSet.ThreadCounts[^1];

    private static IEnumerable<PerformanceRow> Measure(int length)
    {
        (double Forward, double Gradients)? bert = null;
        foreach (Func<int, ManagedEncoder> load in _models)
        {
            using ManagedEncoder model = load(Threads);
            InputRow[] rows = Batches.Equal(Tokens / length, length);
            double flops = rows.Sum(row => model.Info.ForwardFlops!(row.Length));
            Rate forward = Paired.Measure(flops, Threads, Repeats, () => model.Predict(rows));
            Rate gradients = Paired.Measure(2 * flops, Threads, Repeats, () => model.Gradients(rows, new Target(1), Quantity.Logit));
            bert ??= (forward.OfPeakByCpu, gradients.OfPeakByCpu);
            string name = $"{model.Info.Name}, {rows.Length} × {length}";
            yield return Row($"{name}: forward", forward, bert.Value.Forward);
            yield return Row($"{name}: gradients", gradients, bert.Value.Gradients);
        }
    }

    private static PerformanceRow Row(string name, Rate rate, double bert) => PerformanceRow.Of(
        name, 1e3 * rate.Seconds, rate.GigaFlops, 100 * rate.OfPeakByCpu, 100 * rate.OfPeak, bert / rate.OfPeakByCpu);
}
