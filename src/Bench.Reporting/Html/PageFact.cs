using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>A line of the provenance.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value.</param>
/// <param name="Code">Whether it is a hash or the like, that people compare by the letter.</param>
internal sealed record PageFact(string Name, string Value, bool Code = false)
{
    public static IReadOnlyList<PageFact> Of(RunManifest run)
    {
        string limit = run.Limit is { } count ? Whole(count) : "none";
        return
        [
            new("Suite", $"{run.Suite}, version {Whole(run.SuiteVersion)}"),
            new("Dataset", $"{run.Dataset.File} ({run.Dataset.Format})"),
            new("Dataset SHA-256", run.Dataset.Sha256, Code: true),
            new("Model", $"{run.Model.Name} ({run.Model.Architecture})"),
            new("Weights SHA-256", run.Model.WeightsSha256, Code: true),
            new("Computed by", ComputedBy.Core(run.Core, run.Kernels)),
            new("Plug-ins", ComputedBy.Plugins(run)),
            new("Run identity", run.Identity, Code: true),
            .. run.Task is { } task
                ? (PageFact[])[new("Task", string.Join(", ", [task.Id, .. task.Options.Select(option => $"{option.Key}={option.Value}")]))]
                : [],
            new("Explained", $"{OptionsBinder.Key(run.Quantity.ToString())}, target {OptionsBinder.Key(run.Target.ToString())}"),
            .. run.Granularity is { } units
                ? (PageFact[])[new("Granularity", $"{OptionsBinder.Key(units.ToString())}, token scores gathered by {GatherWords(run)}")]
                : [],
            new("Seed", run.Seed.ToString(CultureInfo.InvariantCulture)),
            new("Limit", limit),
            new("Long texts", run.Truncate ? "cut" : "refused"),
            new("Profile", run.Profile),
            new("Rows asked for", Rows(run.Asked)),
            new("Rows computed", Rows(run.Computed)),
            new("Rows saved", Saved(run)),
            new("Floating-point operations", run.Computed.Flops.ToString("G4", CultureInfo.InvariantCulture)),
            new("Started", run.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)),
            new("Took",
                $"{run.Seconds.ToString("F1", CultureInfo.InvariantCulture)} s with {Whole(run.Threads)} threads; "
                    + $"{Whole(run.ResumedInstances)} instances were done before"),
            new("Machine", $"{run.Machine.Processor}, {Whole(run.Machine.Cores)} cores, {Whole(run.Machine.VectorBits)}-bit vectors"),
            new("System", $"{run.Machine.System}, {run.Machine.Runtime}"),
            new("Bench", run.BenchVersion),
        ];
    }

    private static string GatherWords(RunManifest run) => OptionsBinder.Key($"{run.Gather ?? Gather.Sum}");

    private static string Rows(Work work) =>
        string.Create(
            CultureInfo.InvariantCulture, $"{work.RowsForward:N0} forward, {work.RowsBackward:N0} backward, {work.Tokens:N0} tokens");

    private static string Saved(RunManifest run) => run.Remembered
        ? string.Create(CultureInfo.InvariantCulture,
            $"{run.Asked.RowsForward - run.Computed.RowsForward:N0} forward ({100.0 * (run.Asked.RowsForward - run.Computed.RowsForward) / Math.Max(1, run.Asked.RowsForward):F0} %)")
        : "none, equal inputs were not remembered";

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An explainer with its options and cost.</summary>
internal sealed record PageComponent(string Name, string Title, string Options, string Rows, string Seconds, string Citation)
{
    public static PageComponent Of(RunManifest run, RecordedComponent<ExplainerDescriptor> explainer)
    {
        TotalCost cost = run.ExplainerCosts.TryGetValue(explainer.Name, out TotalCost? found) ? found : new TotalCost(0, 0, 0, 0);
        return new PageComponent(
            explainer.Name,
            explainer.Descriptor.Name,
            string.Join(", ", explainer.Options.Select(option => $"{option.Key}={option.Value}")),
            string.Create(CultureInfo.InvariantCulture, $"{cost.RowsForward:N0} + {cost.RowsBackward:N0}"),
            cost.Seconds.ToString("F2", CultureInfo.InvariantCulture),
            explainer.Descriptor.Citation);
    }
}
