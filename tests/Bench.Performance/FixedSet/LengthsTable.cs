using Bench.Abstractions;
using Bench.Inference;

namespace Bench.Performance;

/// <summary>Whether rows of mixed lengths cost more per token than equal ones.</summary>
internal static class LengthsTable
{
    private const int Least = 5;
    private const int Most = 60;

    public static PerformanceTable Measure() => new(
        "Mixed lengths",
        $"48 rows of {Least} to {Most} tokens beside 48 rows of their mean length, in turns; processor time per real token. Ratio: "
            + "median of the pairs.",
        ["µs per token, mixed", "µs per token, equal", "mixed / equal"],
        [.. FixedSet.ThreadCounts.SelectMany(threads => new[]
        {
            Measure(() => RandomModel.Load(ModelShape.BertBase, threads), 3, threads),
            Measure(() => RandomModel.Load(ModelShape.SixLayers, threads), 11, threads),
            Measure(() => ShippedSuite.LoadModel(threads), 41, threads),
        })]);

    private static PerformanceRow Measure(Func<ManagedEncoder> load, int repeats, int threads)
    {
        using ManagedEncoder model = load();
        InputRow[] mixed = Batches.Mixed(48, Least, Most);
        InputRow[] equal = Batches.Equal(48, (int)Math.Round(mixed.Average(row => row.Length)));
        model.Predict(mixed);
        model.Predict(equal);
        var pairs = new List<(double Mixed, double Equal)>();
        for (int i = 0; i < repeats; i++)
        {
            pairs.Add((PerToken(mixed), PerToken(equal)));
        }

        return PerformanceRow.Of(
            $"{model.Info.Name}, {threads} {(threads == 1 ? "thread" : "threads")}",
            pairs.Median(pair => pair.Mixed),
            pairs.Median(pair => pair.Equal),
            pairs.Median(pair => pair.Mixed / pair.Equal));

        double PerToken(InputRow[] rows) => 1e6 * Timing.Of(() => model.Predict(rows)).Cpu / rows.Sum(row => row.Length);
    }
}
