using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Explainers;
using Bench.Inference;
using Bench.Metrics;
using Bench.Tasks;
using Bench.TestKit;

namespace Bench.Performance;

/// <summary>How many of 16 threads a run of few texts keeps busy, where explainers ask for few rows at a time.</summary>
internal static class ThreadsTable
{
    private const int Threads = 16;

    private static readonly ModelShape _tiny = new("1 × 32", 1, 32, 2);

    public static PerformanceTable Measure() => new(
        "Busy threads",
        $"film-reviews with ferret's options, its explainers and metrics, run with {Threads} threads that wait, 2 ms a token and three "
            + "times as "
        + "long for gradients, instead of computing: texts, explainers and chunks as in a real run. The clock stands still while "
            + "anything else "
        + "is computed, so that any machine shows how work is handed out; explainers, metrics and files take no time here.",
        ["rows", "busy threads, %", "seconds by that clock"],
        [.. new[] { 1, 3, 10 }.Select(Run)]);

    private static PerformanceRow Run(int texts)
    {
        using ManagedEncoder tiny = RandomModel.Load(_tiny, 1);
        using var clock = new VirtualClock();
        var model = new WaitingModel(tiny, RandomModel.Config(_tiny), Threads, clock);
        using var folder = new TemporaryFolder();
        Suite suite = SuiteFile.Read(Path.Combine(Repository.Root, "suites", "film-reviews"));
        var planner = new RunPlanner(
            (path, _) => new LoadedModel(path, model, ShippedSuite.LoadTokenizer(), new Lazy<string>("")),
            ShippedSuite.Explainers,
            BuiltInMetrics.AddTo(new("metric")),
            BuiltInTasks.AddTo(new("task")));
        new SuiteRunner(planner, [], TimeProvider.System).Run(
            suite,
            suite.Models[0] with { Sha256 = null },
            new RunSettings
            {
                OutputRoot = folder.Path,
                Limit = texts,
                Threads = Threads,
                Explainers = [.. FerretExplainers.Specs, ComponentSpec.Parse("gradient-x-input")],
                Metrics = [.. FerretMetrics.Specs],
            },
            new Silent(),
            CancellationToken.None);
        return PerformanceRow.Of($"{texts} texts", model.Rows, 100 * model.Busy / Threads / clock.Now, clock.Now);
    }

    private sealed class Silent : IRunProgress
    {
        public void Started(int instances, int done)
        {
        }

        public void Advanced(int done)
        {
        }
    }
}
