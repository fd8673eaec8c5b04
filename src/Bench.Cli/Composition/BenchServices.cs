using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Explainers;
using Bench.Inference;
using Bench.Metrics;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>What the commands share: catalogues, paths, the terminal, and how models are opened.</summary>
internal sealed class BenchServices
{
    // Tables of redirected output are read in editors and logs, where 80 columns are too few for them.
    private const int RedirectedWidth = 180;

    public required BenchPaths Paths { get; init; }

    public required IAnsiConsole Console { get; init; }

    public Catalog<ExplainerDescriptor, IExplainer> Explainers { get; } = BuiltInExplainers.AddTo(new("explainer"));

    public Catalog<MetricDescriptor, IMetric> Metrics { get; } = BuiltInMetrics.AddTo(new("metric"));

    public static BenchServices Create(BenchPaths paths)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (System.Console.IsOutputRedirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return new BenchServices { Paths = paths, Console = console };
    }

    public LoadedModel OpenModel(string model, int threads)
    {
        string folder = Paths.Model(model);
        ManagedEncoder encoder = ManagedCore.Load(folder, new ManagedCoreOptions { Threads = threads });
        return new LoadedModel(folder, encoder, OpenTokenizer(folder), encoder.WeightsSha256);
    }

    public ITokenizer OpenTokenizer(string model) => throw new NotImplementedException();
}
