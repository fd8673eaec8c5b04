using Bench.Abstractions;
using Bench.Explainers;
using Bench.Inference;
using Bench.Metrics;
using Bench.Tasks;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

/// <summary>A suite of a few rows on a golden model of any task.</summary>
internal sealed class TaskSuite : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    /// <summary>Writes a suite.</summary>
    /// <param name="model">Name of the golden model.</param>
    /// <param name="rows">Lines of the dataset.</param>
    /// <param name="settings">Further lines of the suite.</param>
    /// <param name="explainers">The explainers.</param>
    /// <param name="metrics">The metrics.</param>
    public TaskSuite(
        string model, string rows, string settings = "", string explainers = "gradient-x-input, random",
        string metrics = "aopc-comprehensiveness, token-f1")
    {
        _model = model;
        _folder.Write("texts.jsonl", rows);
        _folder.Write("suite.yaml", $"""
            name: task
            version: 1
            dataset: {"{"}format: jsonl, path: texts.jsonl{"}"}
            models: [{GoldenTask.Model(model)}]
            explainers: [{explainers}]
            metrics: [{metrics}]
            {settings}
            """);
    }

    public Catalog<TaskDescriptor, ITask> Tasks { get; } = BuiltInTasks.AddTo(new("task"));

    public string Folder => _folder.Path;

    public RunSettings Settings => new() { OutputRoot = Path.Combine(_folder.Path, "out"), Threads = 1 };

    public RunPlanner Planner() =>
        new(Open, BuiltInExplainers.AddTo(new("explainer")), BuiltInMetrics.AddTo(new("metric")), Tasks);

    /// <summary>Runs it, and reads what was written.</summary>
    public ResultSet Run(RunSettings? settings = null)
    {
        Suite suite = SuiteFile.Read(_folder.File("suite.yaml"));
        string folder = new SuiteRunner(Planner(), [], TimeProvider.System)
            .Run(suite, suite.Models[0], settings ?? Settings, new Silent(), default).Folder;
        return ResultSet.Read(folder);
    }

    /// <summary>The targets with what is true of them, as <c>id target predicted/gold true correct</c>.</summary>
    public static string[] Cases(ResultSet results) => [.. results.Cases.Select(one => FormattableString.Invariant(
        $"{one.Instance} {one.Target} {one.Predicted}/{one.Label} {one.IsTrueClass?.ToString() ?? "?"} {one.Truth?.IsCorrect?.ToString() ?? "?"}"))];

    public void Dispose() => _folder.Dispose();

    private LoadedModel Open(string folder, int threads)
    {
        ManagedEncoder encoder = ManagedCore.Load(folder);
        return new LoadedModel(folder, encoder, TokenizerFiles.Load(folder, encoder.Info.MaxLength), new Lazy<string>(_model));
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
