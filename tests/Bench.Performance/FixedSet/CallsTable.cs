using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Inference;

namespace Bench.Performance;

/// <summary>How large the calls are that reach the core, and what small ones lose.</summary>
internal static class CallsTable
{
    private const int Instances = 12;
    private static readonly int[] _bounds = [1, 4, 16, 64, int.MaxValue];

    public static PerformanceTable Measure()
    {
        using ManagedEncoder model = ShippedSuite.LoadModel(1);
        Observe(model, 4);
        Timing timing = default;
        ModelCall[] calls = [];
        timing = Timing.Of(() => calls = Observe(model, Instances));
        double inside = calls.Sum(call => call.Seconds);
        return new PerformanceTable(
            "Calls of the core",
            $"What reaches the core behind the store in {Instances} instances of film-reviews on {ShippedSuite.ModelName}, one thread. "
            + $"The core takes {100 * inside / timing.Wall:F0} % of the time; the rest is all that lies above it. "
            + "Speed: operations a second beside those of the largest calls of the same kind.",
            ["calls", "rows", "% of the core's time", "GFLOP/s", "speed, largest = 1"],
            [.. Group(calls, false, inside), .. Group(calls, true, inside)]);
    }

    private static ModelCall[] Observe(ManagedEncoder model, int count)
    {
        var observed = new ObservedModel(model);
        (RunPlan plan, IReadOnlyList<Instance> instances) = ShippedSuite.Plan(observed);
        for (int i = 0; i < count; i++)
        {
            InstanceEvaluator.EvaluateAll(plan, i, instances[i], CancellationToken.None);
        }

        return [.. observed.Calls];
    }

    private static IEnumerable<PerformanceRow> Group(ModelCall[] calls, bool backward, double inside)
    {
        ILookup<int,
            ModelCall> bySize = calls.Where(call => call.Backward == backward)
                .ToLookup(call => Array.FindIndex(_bounds, bound => call.Rows <= bound));
        double best = Speed(bySize[bySize.Max(group => group.Key)]);
        return bySize.OrderBy(group => group.Key).Select(group => PerformanceRow.Of(
            $"{(backward ? "gradients" : "forward")}, {Name(group.Key)}",
            group.Count(),
            group.Sum(call => call.Rows),
            100 * group.Sum(call => call.Seconds) / inside,
            Speed(group) / 1e9,
            Speed(group) / best));
    }

    private static double Speed(IEnumerable<ModelCall> calls) => calls.Sum(call => call.Flops) / calls.Sum(call => call.Seconds);

    private static string Name(int index) => index == 0 ? "1 row"
        : _bounds[index] == int.MaxValue ? $"over {_bounds[index - 1]} rows"
        : $"{_bounds[index - 1] + 1} to {_bounds[index]} rows";
}
