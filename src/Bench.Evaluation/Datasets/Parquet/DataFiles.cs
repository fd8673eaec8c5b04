using System.Security.Cryptography;
using System.Text;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// The files of a table that may be cut into several: one file, all of a folder, or those whose names a <c>*</c> stands for.
/// </summary>
internal static class DataFiles
{
    private const char Any = '*';

    /// <summary>Whether a path stands for files by their names' beginning and end.</summary>
    /// <param name="path">The path.</param>
    public static bool IsPattern(string path) => Path.GetFileName(path).Contains(Any, StringComparison.Ordinal);

    /// <summary>The files that a path stands for, in ordinal order of their names.</summary>
    /// <param name="path">A file, a folder, or a path whose last part holds one <c>*</c>.</param>
    /// <param name="extension">The extension of files in a folder, with the dot.</param>
    /// <exception cref="BenchException">There are none.</exception>
    public static IReadOnlyList<string> Of(string path, string extension)
    {
        bool isPattern = IsPattern(path);
        string folder = isPattern ? Path.GetDirectoryName(path)! : path;
        if (!isPattern && !Directory.Exists(path))
        {
            return [path];
        }

        string name = isPattern ? Path.GetFileName(path) : Any + extension;
        string[] files = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, name).Order(StringComparer.Ordinal)] : [];
        return files.Length > 0 ? files : throw new BenchException($"There are no files '{name}'", folder, "Check the path");
    }

    /// <summary>All files that a dataset's path stands for, whatever they hold.</summary>
    /// <param name="path">A file, a folder with its folders, or a pattern.</param>
    public static IEnumerable<string> All(string path) => IsPattern(path) ? Of(path, "")
        : Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
        : [path];

    /// <summary>The SHA-256 of what a pattern stands for: of the names and hashes of the files, as of a folder with no others.</summary>
    /// <param name="pattern">The pattern.</param>
    public static string Sha256(string pattern) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(Of(pattern, "").Select(file => $"{FileHash.Sha256(file)}  {Path.GetFileName(file)}\n")))));
}
