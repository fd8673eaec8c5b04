using System.Text;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Cli;

/// <summary>Files that a user names: checked before the work for them begins, then written.</summary>
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

    /// <summary>
    /// Writes a file: whole or not at all, where it is an ordinary one. A pipe, a device or a link is written through and stays what it is;
    /// those are 0 bytes long, and an empty file has nothing to lose either.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="BenchException">The disk is full, or the file cannot be written.</exception>
    public static void Write(string file, Action<TextWriter> write)
    {
        string path = Path.GetFullPath(file);
        var there = new FileInfo(path);
        if (there.LinkTarget is null && !(there.Exists && there.Length == 0))
        {
            new ResultsFolder(Path.GetDirectoryName(path)!).Write(Path.GetFileName(path), write);
            return;
        }

        try
        {
            using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
            write(writer);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BenchException(
                $"The file cannot be written: {exception.Message.TrimEnd('.')}", path,
                "Free some space, check the permissions, or name another", exception);
        }
    }

    /// <summary>Writes bytes.</summary>
    /// <param name="file">The file.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="BenchException">The disk is full, or the file cannot be written.</exception>
    public static void Write(string file, byte[] bytes)
    {
        try
        {
            File.WriteAllBytes(file, bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BenchException(
                $"The file cannot be written: {exception.Message.TrimEnd('.')}", file,
                "Free some space, check the permissions, or name another", exception);
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
            throw new BenchException(
                $"The file cannot be written: there is no folder '{folder}'", path, "Make the folder, or name another");
        }
    }
}
