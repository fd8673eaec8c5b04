using Spectre.Console;

namespace Bench.Cli;

/// <summary>Writes and prints what a study found.</summary>
internal static class StudyOutput
{
    public static void Write(BenchServices services, string? file, string study, Action<TextWriter> write)
    {
        string path = Path.GetFullPath(file ?? Path.Combine(services.Paths.Runs, "studies", $"{study}.md"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        OutputFile.Write(path, write);
        TextOutput.Print(write);
        services.Console.WriteLine($"Written: {Path.GetRelativePath(Environment.CurrentDirectory, path)}");
    }
}
