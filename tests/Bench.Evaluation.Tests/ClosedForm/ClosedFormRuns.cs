using Bench.Abstractions;
using Bench.Explainers;
using Bench.Metrics;
using Bench.Tasks;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

/// <summary>Runs of the shipped suites whose models are formulas.</summary>
internal static class ClosedFormRuns
{
    /// <summary>Runs a suite on one of its models.</summary>
    /// <param name="name">Folder of the suite.</param>
    /// <param name="model">Folder of the model.</param>
    /// <param name="explainers">The explainers, as on the command line.</param>
    /// <param name="metrics">The metrics, each as on the command line.</param>
    /// <param name="limit">Number of texts.</param>
    public static ResultSet Run(string name, string model, string explainers, string[] metrics, int limit)
    {
        using var folder = new TemporaryFolder();
        Suite suite = SuiteFile.Read(Path.Combine(Repository.Root, "suites", name));
        var planner = new RunPlanner(
            (path, _) => ClosedFormFolder.Open(path),
            BuiltInExplainers.AddTo(new Catalog<ExplainerDescriptor, IExplainer>("explainer")),
            BuiltInMetrics.AddTo(new Catalog<MetricDescriptor, IMetric>("metric")),
            BuiltInTasks.AddTo(new Catalog<TaskDescriptor, ITask>("task")));
        var settings = new RunSettings
        {
            OutputRoot = folder.Path,
            Limit = limit,
            Explainers = [.. ComponentSpec.ParseList(explainers)],
            Metrics = [.. metrics.Select(ComponentSpec.Parse)],
        };
        (ResultSet? results, _) = new SuiteRunner(planner, [], TimeProvider.System)
            .Run(suite, suite.Models.Single(reference => Path.GetFileName(reference.Path) == model), settings, new Silent(), default);
        return new ResultSet { Run = results.ShouldNotBeNull().Run, Scores = results.Scores };
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
