using System.Security.Cryptography;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Pins files by their SHA-256.</summary>
public static class FileHash
{
    /// <summary>The SHA-256 of a file in lower-case hexadecimal.</summary>
    /// <param name="path">The file.</param>
    public static string Sha256(string path)
    {
        using FileStream stream = InputFile.Open(path, InputFile.Unlimited);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>The SHA-256 of a folder: of the names and hashes of all its files in ordinal order.</summary>
    /// <param name="path">The folder.</param>
    public static string Sha256OfFolder(string path)
    {
        IEnumerable<string> lines = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(path, file).Replace('\\', '/'), File: file))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .Select(entry => $"{Sha256OfAny(entry.File)}  {entry.Name}\n");
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    /// <summary>Refuses content that is not what a suite pinned.</summary>
    /// <param name="found">SHA-256 of what is there.</param>
    /// <param name="expected">SHA-256 the suite names, or <see langword="null"/> where it pins nothing.</param>
    /// <param name="path">The file or folder, for the message.</param>
    /// <param name="suiteFile">The suite that pins it.</param>
    /// <exception cref="BenchException">The two differ.</exception>
    public static void Check(string found, string? expected, string path, string suiteFile)
    {
        if (expected is not null && !string.Equals(found, expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new BenchException(
                $"The SHA-256 is {found}, but {suiteFile} pins {expected}",
                path,
                "Restore the file, or change the hash and raise the suite's version");
        }
    }

    // Marks without content are common beside a model. A pipe or a device, which say that they are as long, counts as one.
    private static string Sha256OfAny(string path) =>
        (File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path)) is { Exists: true, Length: 0 }
            ? Convert.ToHexStringLower(SHA256.HashData([]))
            : Sha256(path);
}
