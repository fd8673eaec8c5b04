using Bench.Abstractions;
using Bench.Inference;

namespace Bench.Performance;

/// <summary>Other families beside BERT, for texts of several lengths.</summary>
internal static class FamilyTable
{
    private const int Repeats = 5;
    private const int Turns = 9;

    // As many tokens a batch, whatever the length.
    private const int Tokens = 1024;

    private static readonly int[] _lengths = [24, 512];

    // Nothing stands for BERT-base itself.
    private static readonly Func<int, ManagedEncoder>?[] _models = [null, FamilyModels.ModernBert, FamilyModels.Deberta];

    public static PerformanceTable Measure() => new(
        "Families",
        $"About {Tokens} tokens in rows of one length, {Threads} threads; gradients as above. Time per multiply-add: processor time over "
            + $"the multiply-adds that the family needs, beside that of BERT-base, computed in turns in rows of the same length; median of "
            + $"{Turns} turns.",
        ["ms per batch", "GFLOP/s", "% of peak", "% of peak by the clock", "time per multiply-add, BERT-base = 1"],
        [.. _lengths.SelectMany(Measure)]);

    private static int Threads => FixedSet.ThreadCounts[^1];

    private static IEnumerable<PerformanceRow> Measure(int length)
    {
        using ManagedEncoder bert = RandomModel.Load(ModelShape.BertBase, Threads);
        InputRow[] rows = Batches.Equal(Tokens / length, length);
        foreach (ManagedEncoder model in _models.Select(load => load?.Invoke(Threads) ?? bert))
        {
            string name = $"{model.Info.Name}, {rows.Length} × {length}";
            yield return Measure($"{name}: forward", 1, encoder => encoder.Predict(rows));
            yield return Measure($"{name}: gradients", 2, encoder => encoder.Gradients(rows, new Target(1), Quantity.Logit));
            if (model != bert)
            {
                model.Dispose();
            }

            PerformanceRow Measure(string row, int passes, Action<ManagedEncoder> work)
            {
                Rate rate = Paired.Measure(passes * Flops(model), Threads, Repeats, () => work(model));
                double beside = model == bert ? 1 : Enumerable.Range(0, Turns).Median(_ => PerFlop(model, work) / PerFlop(bert, work));
                return PerformanceRow.Of(
                    row, 1e3 * rate.Seconds, rate.GigaFlops, 100 * rate.OfPeakByCpu, 100 * rate.OfPeak, beside);
            }
        }

        double Flops(ManagedEncoder encoder) => rows.Sum(row => encoder.Info.ForwardFlops!(row.Length));

        double PerFlop(ManagedEncoder encoder, Action<ManagedEncoder> work) => Timing.Of(() => work(encoder)).Cpu / Flops(encoder);
    }
}
