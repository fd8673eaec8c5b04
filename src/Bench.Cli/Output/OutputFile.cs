using Bench.Abstractions;

namespace Bench.Cli;

/// <summary>Checks where a file is to be written before the work for it begins.</summary>
internal static class OutputFile
{
    /// <summary>Refuses paths that no file can be written to.</summary>
    /// <param name="paths">The paths; those that are not given are left out.</param>
    /// <exception cref="BenchException">One is a folder, or lies in a folder that does not exist.</exception>
    public static void Require(params ReadOnlySpan<string?> paths)
    {
        foreach (string? path in paths)
        {
            if (path is not null)
            {
                RequireOne(Path.GetFullPath(path));
            }
        }
    }

    private static void RequireOne(string path)
    {
        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
        {
            throw new BenchException("This is a folder, expected the name of a file to write", path, "Add a file's name to it");
        }

        if (Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder))
        {
            throw new BenchException($"The file cannot be written: there is no folder '{folder}'", path, "Make the folder, or name another");
        }
    }
}
