using System.Security.Cryptography;

namespace Bench.Abstractions;

/// <summary>
/// A file that an option names. It is read whole when the options are bound, so that what was hashed is what is used; its hash is part of
/// the option's value, so that a run with a changed file is another run. What is in it is untrusted.
/// </summary>
public sealed class OptionFile
{
    /// <summary>Largest file that an option may name, in bytes.</summary>
    public const int MostBytes = 16 << 20;

    private OptionFile(string path, string fullPath, byte[] content)
    {
        Path = path;
        FullPath = fullPath;
        Content = content;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
    }

    /// <summary>The path as it was written.</summary>
    public string Path { get; }

    /// <summary>The absolute path, for messages.</summary>
    public string FullPath { get; }

    /// <summary>What is in the file.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>SHA-256 of the content in lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The path as it was written.</param>
    /// <param name="folder">Where a relative path starts; <see langword="null"/> for the working directory.</param>
    /// <param name="where">The option, for messages.</param>
    /// <exception cref="BenchException">The file is missing, cannot be read, or is larger than <see cref="MostBytes"/>.</exception>
    public static OptionFile Read(string path, string? folder, string where)
    {
        string full = InputFile.FullPath(path, folder is null ? Environment.CurrentDirectory : System.IO.Path.GetFullPath(folder), where);
        try
        {
            return new OptionFile(path, full, InputFile.Bytes(full, MostBytes));
        }
        catch (BenchException exception)
        {
            string from = folder is null ? "the working directory" : "the folder of the suite file";
            throw new BenchException(
                $"'{full}': {exception.Problem}", where, $"{exception.Remedy}; a path is taken from {from}, or is absolute", exception);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Path} (sha256 {Sha256})";
}
