using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Inference;

namespace Bench.Performance;

/// <summary>Whole instances on a BERT-base, beside the time that their rows would take at the speed of the products alone.</summary>
internal static class InstanceTable
{
    private const int Tokens = 25;
    private const int ProductRows = 192;

    public static PerformanceTable Measure() => new(
        "Whole instances",
        $"Texts of {Tokens} tokens with all explainers and metrics of film-reviews, {ModelShape.BertBase.Name}. At product speed: the "
            + "operations of the rows "
        + $"computed, at the rate of the four products of a layer with {ProductRows} rows on as many threads, measured before and after.",
        ["rows asked", "rows computed", "% saved", "tokens", "TFLOP", "seconds", "seconds at product speed", "ratio", "ratio by CPU"],
        Environment.ProcessorCount < 2 ? [Measure("1 instance, 1 thread", 1, 1, 1)] :
        [
            Measure("1 instance, 2 threads (as explain does)", 1, 2, 1),
            Measure("2 instances side by side (as run does)", 2, 1, 2),
        ]);

    private static PerformanceRow Measure(string name, int count, int coreThreads, int runThreads)
    {
        using ManagedEncoder model = RandomModel.Load(ModelShape.BertBase, coreThreads);
        (RunPlan plan, IReadOnlyList<Instance> instances) = ShippedSuite.Plan(model);
        Instance[] chosen = [.. instances.Nearest(Tokens).Take(count)];
        model.Gradients(Batches.Equal(32, Tokens), new Target(1), Quantity.Logit);

        int threads = Math.Max(coreThreads, runThreads);
        (double Wall, double Cpu) before = ProductRate(threads);
        InstanceResult[] results = [];
        Timing timing = Timing.Of(() => results =
            [.. chosen.AsParallel().WithDegreeOfParallelism(runThreads)
                .Select((instance, i) => InstanceEvaluator.EvaluateAll(plan, i, instance, CancellationToken.None))]);
        (double Wall, double Cpu) after = ProductRate(threads);

        Work asked = results.Select(result => result.Asked).Aggregate((a, b) => a + b);
        Work computed = results.Select(result => result.Computed).Aggregate((a, b) => a + b);
        double ideal = computed.Flops / ((before.Wall + after.Wall) / 2);
        double idealCpu = computed.Flops / ((before.Cpu + after.Cpu) / 2);
        return PerformanceRow.Of(
            name,
            asked.RowsForward,
            computed.RowsForward,
            100 * (1 - ((double)computed.RowsForward / asked.RowsForward)),
            computed.Tokens,
            computed.Flops / 1e12,
            timing.Wall,
            ideal,
            timing.Wall / ideal,
            timing.Cpu / idealCpu);
    }

    // Operations a second on the clock, and a second of processor time.
    private static (double Wall, double Cpu) ProductRate(int threads)
    {
        int hidden = ModelShape.BertBase.Hidden, wide = ModelShape.BertBase.Intermediate;
        Product[][] layers = [.. Enumerable.Range(0, threads).Select(_ => new Product[]
        {
            new(ProductRows, hidden, 3 * hidden), new(ProductRows, hidden, hidden), new(ProductRows, hidden, wide),
            new(ProductRows, wide, hidden),
        })];
        int next = 0;
        Timing timing = default;
        for (int pass = 0; pass < 2; pass++)
        {
            next = 0;
            timing = Timing.Of(() => Together.Run(threads, () =>
            {
                Product[] layer = layers[Interlocked.Increment(ref next) - 1];
                for (int i = 0; i < 40; i++)
                {
                    Array.ForEach(layer, product => product.Run());
                }
            }));
        }

        double flops = threads * 40 * layers[0].Sum(product => product.Flops);
        foreach (Product product in layers.SelectMany(layer => layer))
        {
            product.Dispose();
        }

        return (flops / timing.Wall, flops / timing.Cpu);
    }
}
