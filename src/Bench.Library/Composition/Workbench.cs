using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Explainers;
using Bench.Hub;
using Bench.Inference;
using Bench.Metrics;
using Bench.Pictures;
using Bench.Reporting;
using Bench.Tasks;

namespace Bench.Library;

/// <summary>What command line and library are made of: catalogues, paths, and how models are found and opened.</summary>
/// <param name="paths">Where suites, models and results are.</param>
internal class Workbench(BenchPaths paths)
{
    private readonly Lazy<Catalog<MetricDescriptor, IMetric>> _metrics = new(() => BuiltInMetrics.AddTo(new("metric")));
    private ICoreProvider? _core;
    private HubSettings? _hub;

    public BenchPaths Paths { get; } = paths;

    /// <summary>What computes; set before the first model is opened.</summary>
    public CoreChoice Core { get; set; } = CoreChoice.Default;

    /// <summary>How the hub is reached; by the environment unless set.</summary>
    public HubSettings Hub
    {
        get => _hub ??= HubSettings.FromEnvironment();
        set => _hub = value;
    }

    /// <summary>Is told, in a sentence, what was decided that users should know.</summary>
    public Action<string>? Note { get; init; }

    /// <summary>Is told how downloads go on.</summary>
    public IProgress<HubProgress>? Downloads { get; init; }

    /// <summary>Is told which core opened a model, where it is not the default one.</summary>
    public Action<CoreInfo>? CoreOpened { get; init; }

    public Catalog<ExplainerDescriptor, IExplainer> Explainers { get; } = BuiltInExplainers.AddTo(new("explainer"));

    public Catalog<MetricDescriptor, IMetric> Metrics => _metrics.Value;

    public Catalog<DatasetDescriptor, IDatasetReader> Datasets { get; } = BuiltInDatasets.Catalog();

    public Catalog<TaskDescriptor, ITask> Tasks { get; } = BuiltInTasks.AddTo(new("task"));

    public Catalog<ReportDescriptor, IResultExporter> Reports { get; } = BuiltInReports.Catalog();

    public IReadOnlyList<OptionProfile> Profiles => BuiltInProfiles.All;

    /// <summary>Adds the plug-ins of a folder to the catalogues.</summary>
    /// <param name="folder">The folder.</param>
    public void LoadPlugins(string folder)
    {
        var registry = new PluginRegistry(Explainers, Metrics, Datasets, new("report form"));
        PluginFolder.Load(folder, registry);
        PluginReport.AddTo(Reports, registry.Reports);
    }

    /// <summary>Finds an option profile.</summary>
    /// <param name="name">Its name, or <see langword="null"/> for Bench's own defaults.</param>
    /// <exception cref="BenchException">There is no such profile.</exception>
    public OptionProfile Profile(string? name) => name is null
        ? OptionProfile.None
        : Profiles.FirstOrDefault(profile => profile.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw new BenchException(
            $"There is no profile '{name}'", "--profile",
            $"{NearMatches.Suggest(name, Profiles.Select(profile => profile.Name))}Profiles: "
                + $"{string.Join(", ", Profiles.Select(profile => profile.Name))}");

    /// <summary>The folder of a model; one of the hub is downloaded where it is not cached.</summary>
    /// <param name="model">A path, a name below <c>suites/models</c>, or <c>org/name[@revision]</c> of the hub.</param>
    /// <param name="cancellationToken">Stops a download.</param>
    /// <exception cref="BenchException">There is no such folder; or the hub has no such model, or it cannot be read.</exception>
    public async Task<string> FindModelAsync(string model, CancellationToken cancellationToken)
    {
        string path = Paths.Model(model);
        return Directory.Exists(path) ? path
            : HubId.IsOne(model) ? await new ModelHub(Hub).OpenAsync(model, Downloads, Note, cancellationToken).ConfigureAwait(false)
            : throw NoModel(model, path);
    }

    /// <summary>The models on this machine that have names: those that ship, and those in the hub's cache.</summary>
    public IEnumerable<string> ModelNames => Paths.ModelNames.Concat(CachedModel.In(Hub.Cache).Select(model => model.Repository));

    /// <summary>Reads a suite; a dataset of the hub is downloaded where it is not cached.</summary>
    /// <param name="name">A name below <c>suites</c>, or a folder or file.</param>
    /// <param name="cancellationToken">Stops a download.</param>
    /// <exception cref="BenchException">The suite is malformed, or the hub has no such dataset.</exception>
    public Suite ReadSuite(string name, CancellationToken cancellationToken = default)
    {
        Suite suite = SuiteFile.Read(Paths.Suite(name));
        suite = suite with { Models = [.. suite.Models.Select(ByName)] };
        if (suite.Dataset.Hub is not { } hub)
        {
            return suite;
        }

        OpenedDataset opened = new DatasetHub(Hub).OpenAsync(hub.Name, hub.Config, hub.Split, Downloads, Note, cancellationToken)
            .GetAwaiter().GetResult();
        return suite with { Dataset = suite.Dataset with { Path = opened.Path, Hub = hub with { Name = opened.Source } } };
    }

    private BenchException NoModel(string model, string path) => new(
        "There is no such folder, and no model of that name",
        path,
        $"{NearMatches.Suggest(Path.GetFileName(model), ModelNames)}Name a folder with config.json and model.safetensors, one of "
            + "`models`, or org/name of the hub");

    // What is no folder beside the suite may be the name of a model that ships, or of the hub.
    private ModelReference ByName(ModelReference model)
    {
        if (model.IsOfHub || model.Written is not { } written || Directory.Exists(model.Path))
        {
            return model;
        }

        string shipped = Paths.Model(written);
        return Directory.Exists(shipped) ? model with { Path = Path.GetFullPath(shipped) }
            : HubId.IsOne(written) ? model with { Path = written, IsOfHub = true }
            : model;
    }

    /// <summary>Opens a model with the chosen core.</summary>
    /// <param name="model">As <see cref="FindModelAsync"/> takes it.</param>
    /// <param name="threads">Threads that may compute for all calls together.</param>
    /// <param name="isTokenizerNeeded">Whether texts are tokenized; otherwise a folder without a tokenizer will do.</param>
    /// <param name="cancellationToken">Stops a download.</param>
    public LoadedModel OpenModel(string model, int threads, bool isTokenizerNeeded = true, CancellationToken cancellationToken = default) =>
        OpenFolder(FindModelAsync(model, cancellationToken).GetAwaiter().GetResult(), threads, isTokenizerNeeded);

    /// <summary>Opens a model's folder with the chosen core.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="threads">Threads that may compute for all calls together.</param>
    /// <param name="isTokenizerNeeded">
    /// Whether texts are tokenized, or pictures processed; otherwise a folder without a tokenizer or processor will do.
    /// </param>
    public LoadedModel OpenFolder(string path, int threads, bool isTokenizerNeeded = true)
    {
        if (ClosedFormFolder.IsOne(path))
        {
            return Core == CoreChoice.Default
                ? ClosedFormFolder.Open(path)
                : throw new BenchException(
                    "The model is a formula, which no core computes", path, "Leave out --core, --device and --precision");
        }

        _core ??= new CoreFolder(Paths.Root).Find(Core.Name);
        var states = FileStates.Of(Directory.Exists(path) ? Directory.EnumerateFiles(path) : []);
        (IModel encoder, int callers) = DeviceModels.Open(
            _core, path, new CoreOptions { Threads = threads, Device = Core.Device, Precision = Core.Precision });
        if (encoder.Info.Core is { } core)
        {
            CoreOpened?.Invoke(core);
        }

        try
        {
            PictureProcessor? processor = FolderParts.ReadProcessor(path, encoder.Info.Picture, isTokenizerNeeded);
            (ITokenizer tokenizer, IEnumerable<string> files) = encoder.Info.Picture is null
                ? FolderParts.ReadTokenizer(path, encoder.Info.MaxLength, isTokenizerNeeded)
                : (new PictureTokenizer(path), processor is null ? [] : [ProcessorFile.Name]);
            string[] read = [.. ModelFolder.SettingFiles(path).Union(files)];
            return new LoadedModel(path, encoder, tokenizer, new Lazy<string>(() => FolderParts.HashWeights(path)))
            {
                Processor = processor,
                Files = [.. read],
                States = states.Where(file => read.Contains(Path.GetFileName(file)) || FolderParts.IsOfWeights(file)),
                Kernels = FolderParts.KernelsOf(encoder.Info.Core),
                Callers = callers,
                Hub = HubSnapshot.Of(path)?.ToString(),
            };
        }
        catch
        {
            (encoder as IDisposable)?.Dispose();
            throw;
        }
    }

    /// <summary>What a core finds on this machine.</summary>
    /// <param name="name">The core's name.</param>
    public CoreReport ReportCore(string name)
    {
        try
        {
            return new CoreFolder(Paths.Root).Find(name).Report();
        }
        catch (BenchException exception)
        {
            return new CoreReport("not usable", [], [exception.Message]);
        }
    }

    /// <summary>Opens the tokenizer of a model; it needs no weights, nor a model that a core computes.</summary>
    /// <param name="model">As <see cref="FindModelAsync"/> takes it.</param>
    public ITokenizer OpenTokenizer(string model)
    {
        string path = Paths.Model(model);
        if (!Directory.Exists(path) && HubId.IsOne(model))
        {
            path = new ModelHub(Hub).OpenTokenizerAsync(model, Downloads, Note).GetAwaiter().GetResult();
        }
        else if (!Directory.Exists(path))
        {
            throw NoModel(model, path);
        }

        if (ClosedFormFolder.IsOne(path))
        {
            return ClosedFormFolder.Open(path).Tokenizer;
        }

        return TokenizerFiles.Load(path, ModelFolder.LongestRow(path) ?? int.MaxValue);
    }

    /// <summary>What runs suites.</summary>
    public SuiteRunner Runner() => new(
        new RunPlanner((folder, threads) => OpenModel(folder, threads), Explainers, Metrics, Tasks, Datasets), BuiltInReports.OfRun(),
        TimeProvider.System);
}
