using Bench.Reporting;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>What the commands share: the workbench and the terminal.</summary>
internal sealed class BenchServices : Workbench
{
    private BenchServices(BenchPaths paths)
        : base(paths)
    {
    }

    public IAnsiConsole Console { get; } = Terminal.Create();

    /// <summary>What may be named, for completion.</summary>
    public IEnumerable<string> ExplainerIds => Explainers.All.Select(component => component.Descriptor.Id);

    /// <inheritdoc cref="ExplainerIds"/>
    public IEnumerable<string> MetricIds => Metrics.All.Select(component => component.Descriptor.Id);

    /// <inheritdoc cref="ExplainerIds"/>
    public IEnumerable<string> SuiteNames => Paths.SuiteNames;

    public static BenchServices Create()
    {
        // The output may be JSON, so what concerns people goes to the error stream.
        static void Note(string sentence) => System.Console.Error.WriteLine(VisibleText.ForTerminal(sentence));

        return new BenchServices(BenchPaths.Find(Note)) { Note = Note, CoreOpened = CorePrinter.Print, Downloads = new DownloadProgress() };
    }
}
