using System.Diagnostics;
using Bench.Abstractions;

namespace Bench.Mutants;

/// <summary>A copy of the repository in which mutants wait to be switched on.</summary>
/// <param name="root">The repository.</param>
/// <param name="copy">The copy's folder, which keeps its build outputs from one time to the next.</param>
internal sealed class MutatedTree(string root, string copy)
{
    private const string SwitchFile = "MutantSwitch.cs";

    /// <summary>Copies what has changed, with mutants in it, and builds it.</summary>
    /// <param name="mutants">The mutants whose projects are built.</param>
    /// <param name="areWritten">Whether they are in it.</param>
    /// <exception cref="BenchException">A mutant's text is not there exactly once, or what came out does not compile.</exception>
    public void Build(IReadOnlyList<Mutant> mutants, bool areWritten)
    {
        ILookup<string, Mutant> byFile = mutants.Where(_ => areWritten)
            .ToLookup(mutant => Path.GetRelativePath(root, SourceFile.Of(root, mutant)));
        string[] files = Run("git", root, "ls-files", "--cached", "--others", "--exclude-standard", "-z")
            .Split('\0', StringSplitOptions.RemoveEmptyEntries);
        foreach (string file in files.Where(file => File.Exists(Path.Combine(root, file))))
        {
            Write(file, byFile[file].ToArray());
        }

        RemoveOthers([.. files]);
        foreach (string folder in Directory.EnumerateDirectories(Path.Combine(copy, "src")))
        {
            WriteIfNew(Path.Combine(folder, SwitchFile), Edit.Switch(Path.GetFileName(folder)));
        }

        foreach (string project in mutants.Select(mutant => mutant.TestProject).Distinct())
        {
            Run("dotnet", copy, "build", Path.Combine("tests", project), "--configuration", "Release", "--nologo", "--verbosity", "quiet",
                "-consoleLoggerParameters:ErrorsOnly;NoSummary", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false",
                "-p:EnforceCodeStyleInBuild=false");
        }
    }

    private void Write(string file, Mutant[] mutants)
    {
        string source = Path.Combine(root, file), target = Path.Combine(copy, file);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (mutants.Length > 0)
        {
            string text = File.ReadAllText(source);
            WriteIfNew(target, Edit.Apply(text, mutants));
        }
        else if (!File.Exists(target) || !File.ReadAllBytes(source).AsSpan().SequenceEqual(File.ReadAllBytes(target)))
        {
            File.Copy(source, target, overwrite: true);

            // What was mutated before would else look older than what was built of it.
            File.SetLastWriteTimeUtc(target, DateTime.UtcNow);
        }
    }

    // What was there when the copy was made before, and is no more.
    private void RemoveOthers(HashSet<string> files)
    {
        foreach (string folder in (string[])["src", "tests"])
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(copy, folder), "*", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file) != SwitchFile && !files.Contains(Path.GetRelativePath(copy, file))))
            {
                File.Delete(file);
            }
        }
    }

    private static void WriteIfNew(string file, string text)
    {
        if (!File.Exists(file) || File.ReadAllText(file) != text)
        {
            File.WriteAllText(file, text);
        }
    }

    private static string Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new BenchException($"{program} {arguments[0]} failed:\n{output}", folder, "Mend the mutants that do not compile");
    }
}
