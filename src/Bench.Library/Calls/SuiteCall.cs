using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Library;

/// <summary>Runs a suite on an opened model, as the command <c>run</c> does.</summary>
internal static class SuiteCall
{
    public static SuiteOutcome Run(
        Workbench bench, LoadedModel loaded, string name, SuiteOptions options, IProgress<BenchProgress>? progress,
        CancellationToken cancellationToken)
    {
        Suite suite = bench.ReadSuite(name, cancellationToken);
        var settings = new RunSettings
        {
            OutputRoot = options.Output ?? bench.Paths.Runs,
            Limit = options.Limit is { } limit ? AskedCount.Require(limit, int.MaxValue, nameof(options.Limit)) : null,
            Seed = options.Seed,
            Granularity = options.Granularity,
            Gather = options.Gather,
            Explainers = [.. options.Explainers.Select(ComponentSpec.Parse)],
            Metrics = [.. options.Metrics.Select(ComponentSpec.Parse)],
            Again = options.Again,
            Threads = AskedCount.Require(options.Threads, RunSettings.MostThreads, nameof(options.Threads)),
        };
        (ResultSet? results, string folder) = bench.Runner().Run(
            suite, new ModelReference(loaded.Folder, null), settings, new Reports(suite.Name, progress), cancellationToken);
        return new SuiteOutcome(results!, folder);
    }

    private sealed class Reports(string suite, IProgress<BenchProgress>? progress) : IRunProgress
    {
        private int _instances;

        public void Note(string sentence) => progress?.Report(new BenchProgress("note", sentence, 0, 0));

        public void Estimated(RunEstimate estimate) => Note(estimate.ToString());

        public void Started(int instances, int done)
        {
            _instances = instances;
            Advanced(done);
        }

        public void Advanced(int done) => progress?.Report(new BenchProgress("run", suite, done, _instances));
    }
}
