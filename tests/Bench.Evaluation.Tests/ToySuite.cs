using Bench.Abstractions;
using Bench.Explainers;
using Bench.Metrics;
using Bench.Tasks;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

/// <summary>A small suite on a bag-of-words model, in a folder of its own.</summary>
internal sealed class ToySuite : IDisposable
{
    private static readonly string[] _words = ["good", "bad", "film", "plot", "very", "not", "dull", "bright", "the", "a"];

    private readonly TemporaryFolder _folder = new();
    private string? _last;

    public ToySuite(int instances = 8, string settings = "")
    {
        var random = new DeterministicRandom(5);
        string[] lines = [.. Enumerable.Range(0, instances).Select(i =>
        {
            string[] words = [.. Enumerable.Range(0, 3 + (i % 5)).Select(_ => _words[random.NextInt(_words.Length)])];
            return $$"""{"id":"t{{i}}","text":"{{string.Join(' ', words)}}","label":"{{(i % 2 == 0 ? "POSITIVE" : "NEGATIVE")}}","rationale":[[0,{{words[0].Length}}]]}""";
        })];
        _folder.Write("texts.jsonl", string.Join('\n', lines) + "\n");
        File = _folder.Write("suite.yaml", $"""
            name: toy
            version: 1
            dataset:
              format: jsonl
              path: texts.jsonl
            models:
              - path: model
            {settings}
            explainers: [gradient-x-input, lime:samples=40, random]
            metrics: [aopc-comprehensiveness, tau-loo, token-f1, model-rows]
            """);
    }

    public string File { get; }

    public string Results => Path.Combine(_folder.Path, "out");

    /// <summary>The folder of all runs on the model.</summary>
    public string Home => Path.Combine(Results, "toy", "bag-of-words");

    /// <summary>The folder of the run that ended last, or of the only one.</summary>
    public string ModelResults => _last ?? Directory.GetDirectories(Home).Single();

    /// <summary>The model's folder; a file written there counts as one that the tokenizer reads.</summary>
    public string ModelFolder => Path.Combine(_folder.Path, "model");

    public string? Kernels { get; set; }

    /// <summary>What is opened as the folder <c>language</c>.</summary>
    public Func<ITokenizer, LoadedModel>? Language { get; set; }

    /// <summary>Decorates the model, to interrupt or to count.</summary>
    public Func<IModel, IModel> Decorate { get; set; } = model => model;

    /// <summary>Threads that the model was opened with, the last time.</summary>
    public int OpenedWith { get; private set; }

    public Catalog<ExplainerDescriptor,
        IExplainer> Explainers
    { get; } = BuiltInExplainers.AddTo(new Catalog<ExplainerDescriptor, IExplainer>("explainer"));

    public IReadOnlyList<IResultExporter> Exporters { get; set; } = [];

    public RunSettings Settings => new() { OutputRoot = Results, Threads = 1 };

    public (ResultSet Results, string Folder) Run(
        RunSettings? settings = null, IRunProgress? progress = null, CancellationToken cancellationToken = default)
    {
        Suite suite = SuiteFile.Read(File);
        var runner = new SuiteRunner(Planner(), Exporters, TimeProvider.System);
        (ResultSet? results,
            string folder) = runner.Run(suite, suite.Models[0], settings ?? Settings, progress ?? new Silent(), cancellationToken);
        _last = folder;
        return (results!, folder);
    }

    public RunPlanner Planner() => new(
        Open,
        Explainers,
        BuiltInMetrics.AddTo(new Catalog<MetricDescriptor, IMetric>("metric")),
        BuiltInTasks.AddTo(new Catalog<TaskDescriptor, ITask>("task")));

    /// <summary>Makes the last run's <c>run.json</c> one of a version that recorded no hashes.</summary>
    public void Unseal()
    {
        string path = Path.Combine(ModelResults, RunManifest.FileName);
        System.IO.File.WriteAllText(path, (RunManifest.Read(path) with { Files = null }).ToJson() + "\n");
    }

    public string Read(string file) => System.IO.File.ReadAllText(Path.Combine(ModelResults, file));

    public void Dispose() => _folder.Dispose();

    private LoadedModel Open(string folder, int threads)
    {
        OpenedWith = threads;
        ToyTokenizer tokenizer = Language is null ? new ToyTokenizer() : Complete();
        if (Language is not null && Path.GetFileName(folder) == "language")
        {
            return Language(tokenizer);
        }

        var model = new BagOfWordsModel(
            id => Array.IndexOf(_words, tokenizer.Piece(id)) switch { < 0 => 0, var i => (i - 4.3) / 5 }, curvature: 0.7);
        return new LoadedModel(folder, Decorate(model), tokenizer, new Lazy<string>("00"))
        {
            Files = Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(file => Path.GetFileName(file))] : [],
            States = FileStates.Of(Directory.Exists(folder) ? Directory.GetFiles(folder) : []),
            Kernels = Kernels,
        };
    }

    // Where vocabularies are compared, all words must be known before the first text is read.
    private static ToyTokenizer Complete()
    {
        var tokenizer = new ToyTokenizer();
        Array.ForEach(_words, word => tokenizer.Id(word));
        return tokenizer;
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
