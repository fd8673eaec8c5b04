using Bench.Abstractions;

namespace Bench.Mutants;

/// <summary>
/// Finds the file that a mutant is written into: by its name, so that moving it to another folder leaves the lists as they are.
/// </summary>
internal static class SourceFile
{
    /// <exception cref="BenchException">The project has no such file, or several.</exception>
    public static string Of(string root, Mutant mutant)
    {
        string project = Path.Combine(root, "src", mutant.Project), end = Path.DirectorySeparatorChar + mutant.File;
        string[] files = [.. Directory.EnumerateFiles(project, Path.GetFileName(mutant.File), SearchOption.AllDirectories)
            .Where(file => file.EndsWith(end, StringComparison.Ordinal))];
        return files is [string only]
            ? only
            : throw new BenchException($"{project} has {files.Length} such files, one is needed", mutant.ToString(), MutantList.Remedy);
    }
}
