using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Turns a plan into plain data.</summary>
internal static class RunRecorder
{
    /// <summary>Describes what is to be run, its counts still 0.</summary>
    /// <param name="plan">What is to be run.</param>
    /// <param name="started">When the command started.</param>
    public static RunManifest Describe(RunPlan plan, DateTimeOffset started)
    {
        RunManifest run = DescribeInputs(plan, started);
        return run with { Identity = RunIdentity.Of(run) };
    }

    private static RunManifest DescribeInputs(RunPlan plan, DateTimeOffset started)
    {
        Suite suite = plan.Suite;
        ModelInfo model = plan.Model.Model.Info;
        return new RunManifest
        {
            BenchVersion = BenchVersion.Current,
            Identity = "",
            Suite = suite.Name,
            SuiteVersion = suite.Version,
            Dataset = new RecordedDataset(
                suite.Dataset.Format, Path.GetFileName(suite.Dataset.Path), plan.DatasetSha256, suite.Dataset.Settings)
            {
                Plugin = plan.DatasetPlugin,
            },
            Model = ModelRecorder.Describe(plan.Model),
            Core = model.Core,
            Kernels = plan.Model.Kernels,
            Task = plan.NamedTask is { } task ? new RecordedTask(task.Descriptor.Id, task.Options) : null,
            Target = suite.Target,
            Quantity = suite.Quantity,
            Granularity = suite.Units.Granularity == Granularity.Token ? null : suite.Units.Granularity,
            Gather = suite.Units.Granularity == Granularity.Token ? null : suite.Units.Gather,
            Seed = suite.Seed,
            Seeds = suite.Seeds == 1 ? null : suite.Seeds,
            Limit = suite.Limit,
            Truncate = suite.Truncate,
            Profile = plan.Profile,
            Protocol = suite.Protocol,
            Explainers = [.. plan.Explainers.Select(explainer =>
                new RecordedComponent<ExplainerDescriptor>(explainer.Name, explainer.Options, explainer.Descriptor)
                {
                    Plugin = PluginCode.Of(explainer.Instance),
                })],
            Metrics = [.. plan.Metrics.Select(metric =>
                new RecordedComponent<MetricDescriptor>(metric.Name, metric.Options, metric.Descriptor)
                {
                    Plugin = PluginCode.Of(metric.Instance),
                })],
            Instances = 0,
            Labelled = 0,
            Correct = 0,
            Truncated = 0,
            SkippedRows = plan.Skipped.Length,
            Asked = default,
            Computed = default,
            ExplainerCosts = new Dictionary<string, TotalCost>(),
            Threads = plan.Threads,
            Remembered = plan.Remember,
            Started = DateTimeOffset.FromUnixTimeMilliseconds(started.ToUnixTimeMilliseconds()),
            Seconds = 0,
            ResumedInstances = 0,
            Machine = Machine.Current,
        };
    }
}
