using Bench.Hub;

namespace Bench.Library;

/// <summary>Sets up what a library call works with.</summary>
internal static class WorkbenchFor
{
    public static Workbench Library(OpenOptions options, IProgress<BenchProgress>? progress)
    {
        void Note(string sentence) => progress?.Report(new BenchProgress("note", sentence, 0, 0));
        var bench = new Workbench(options.Root is { } root ? new BenchPaths(Path.GetFullPath(root), Note) : BenchPaths.Find(Note))
        {
            Note = Note,
            Downloads = progress is null ? null : new Downloads(progress),
        };
        bench.Hub = bench.Hub with { Offline = bench.Hub.Offline || options.Offline };
        foreach (string folder in options.Plugins)
        {
            bench.LoadPlugins(folder);
        }

        return bench;
    }

    private sealed class Downloads(IProgress<BenchProgress> progress) : IProgress<HubProgress>
    {
        public void Report(HubProgress value) => progress.Report(new BenchProgress("download", value.File, value.Done, value.Total));
    }
}
