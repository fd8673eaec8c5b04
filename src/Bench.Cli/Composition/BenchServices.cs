using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Explainers;
using Bench.Inference;
using Bench.Metrics;
using Bench.Tasks;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>What the commands share: catalogues, paths, the terminal, and how models are opened.</summary>
internal sealed class BenchServices
{
    // Tables of redirected output are read in editors and logs, where 80 columns are too few for them.
    private const int RedirectedWidth = 180;

    private readonly Lazy<Catalog<MetricDescriptor, IMetric>> _metrics = new(() => BuiltInMetrics.AddTo(new("metric")));
    private ICoreProvider? _core;

    public required BenchPaths Paths { get; init; }

    public required IAnsiConsole Console { get; init; }

    /// <summary>What computes; set before the first model is opened.</summary>
    public CoreChoice Core { get; set; } = CoreChoice.Default;

    public Catalog<ExplainerDescriptor, IExplainer> Explainers { get; } = BuiltInExplainers.AddTo(new("explainer"));

    public Catalog<MetricDescriptor, IMetric> Metrics => _metrics.Value;

    public Catalog<DatasetDescriptor, IDatasetReader> Datasets { get; } = BuiltInDatasets.Catalog();

    public Catalog<TaskDescriptor, ITask> Tasks { get; } = BuiltInTasks.AddTo(new("task"));

    public IReadOnlyList<OptionProfile> Profiles =>
        [OptionProfile.None, new OptionProfile("ferret", [.. FerretExplainers.Specs, .. FerretMetrics.Specs])];

    public static BenchServices Create(BenchPaths paths)
    {
        bool redirected = System.Console.IsOutputRedirected;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return new BenchServices { Paths = paths, Console = console };
    }

    /// <summary>Adds the plug-ins of a folder to the catalogues.</summary>
    /// <param name="folder">The folder.</param>
    public void LoadPlugins(string folder) => PluginFolder.Load(folder, new PluginRegistry(Explainers, Metrics, Datasets));

    /// <summary>Finds an option profile.</summary>
    /// <param name="name">Its name, or <see langword="null"/> for Bench's own defaults.</param>
    /// <exception cref="BenchException">There is no such profile.</exception>
    public OptionProfile Profile(string? name) => name is null
        ? OptionProfile.None
        : Profiles.FirstOrDefault(profile => profile.Name == name) ?? throw new BenchException(
            $"There is no profile '{name}'", "--profile", $"Profiles: {string.Join(", ", Profiles.Select(profile => profile.Name))}");

    /// <summary>Opens a model with the chosen core.</summary>
    /// <param name="model">A path, or a name below <c>suites/models</c>.</param>
    /// <param name="threads">Threads that one call may use.</param>
    /// <param name="isTokenizerNeeded">Whether texts are tokenized; otherwise a folder without a tokenizer will do.</param>
    public LoadedModel OpenModel(string model, int threads, bool isTokenizerNeeded = true)
    {
        string path = Paths.Model(model);
        if (ClosedFormFolder.IsOne(path))
        {
            return Core == CoreChoice.Default
                ? ClosedFormFolder.Open(path)
                : throw new BenchException("The model is a formula, which no core computes", path, "Leave out --core, --device and --precision");
        }

        _core ??= new CoreFolder(Paths.Root).Find(Core.Name);
        IModel encoder = _core.Open(path, new CoreOptions { Threads = threads, Device = Core.Device, Precision = Core.Precision });
        if (encoder.Info.Core is { } core)
        {
            CorePrinter.Print(core);

            // A GPU takes one batch at a time and likes it large; on the processor every thread computes for itself.
            encoder = core.Device == "cpu" ? encoder : new GatheringModel(encoder);
        }

        try
        {
            (ITokenizer tokenizer, IEnumerable<string> files) = ReadTokenizer(path, encoder.Info.MaxLength, isTokenizerNeeded);
            return new LoadedModel(path, encoder, tokenizer, new Lazy<string>(() => HashWeights(path)))
            {
                Files = [.. ModelFolder.SettingFiles(path).Union(files)],
                Kernels = KernelsOf(encoder.Info.Core),
            };
        }
        catch
        {
            (encoder as IDisposable)?.Dispose();
            throw;
        }
    }

    /// <summary>Opens the tokenizer of a model; it needs no weights, nor a model that a core computes.</summary>
    /// <param name="model">A path, or a name below <c>suites/models</c>.</param>
    public ITokenizer OpenTokenizer(string model)
    {
        string path = Paths.Model(model);
        if (ClosedFormFolder.IsOne(path))
        {
            return ClosedFormFolder.Open(path).Tokenizer;
        }

        return TokenizerFiles.Load(path, ModelFolder.LongestRow(path) ?? int.MaxValue);
    }

    private static (ITokenizer Tokenizer, IEnumerable<string> Files) ReadTokenizer(string path, int maxLength, bool isNeeded)
    {
        try
        {
            Tokenizer tokenizer = TokenizerFiles.Load(path, maxLength);
            return (tokenizer, tokenizer.FilesRead);
        }
        catch (BenchException) when (!isNeeded)
        {
            using ModelFolder folder = ModelFolder.Open(path);
            return (new IdTokenizer(folder.Config.PadTokenId < 0 ? null : folder.Config.PadTokenId, path), []);
        }
    }

    // Libtorch takes the widest instructions that the processor has, as the managed core does.
    private static string? KernelsOf(CoreInfo? core) => core switch
    {
        null => OptionsBinder.Key(ManagedCore.DefaultKernels.ToString()),
        { Device: "cpu" } => FormattableString.Invariant($"{Machine.Current.VectorBits} bits"),
        _ => null,
    };

    private static string HashWeights(string path)
    {
        using ModelFolder folder = ModelFolder.Open(path);
        return folder.Sha256;
    }
}
