using System.Text;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The folder of one run's files. Files appear whole or not at all.</summary>
/// <param name="path">The folder.</param>
public sealed class ResultsFolder(string path)
{
    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Writes a file under a temporary name and moves it into place.</summary>
    /// <param name="fileName">Name of the file.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="cancellationToken">Stops the work; an older file stays as it was.</param>
    /// <returns>SHA-256 of the content.</returns>
    /// <exception cref="BenchException">The disk is full or the folder cannot be written; an older file stays as it was.</exception>
    public string Write(string fileName, Action<TextWriter> write, CancellationToken cancellationToken = default)
    {
        string target = System.IO.Path.Combine(Path, fileName);
        string temporary = target + ".tmp";
        try
        {
            string hash = WriteTo(temporary, write, cancellationToken);
            File.Move(temporary, target, overwrite: true);
            return hash;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Where the folder is missing there is nothing to delete, and deleting would throw.
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw new BenchException(
                $"The file cannot be written: {exception.Message.TrimEnd('.')}",
                target,
                "Free some space or check the permissions, then run the same command again; finished work is kept",
                exception);
        }
        catch (OperationCanceledException)
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes a file of a finished run anew, and its hash where <c>run.json</c> names it.</summary>
    /// <param name="fileName">Name of the file.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="BenchException">The disk is full, the folder cannot be written, or <c>run.json</c> was changed.</exception>
    public void Replace(string fileName, Action<TextWriter> write)
    {
        RunManifest run = RunManifest.Read(System.IO.Path.Combine(Path, RunManifest.FileName));
        string hash = Write(fileName, write);
        if (run.Files is { } files && files.TryGetValue(fileName, out string? before) && before != hash)
        {
            Write(RunManifest.FileName, (run with { Files = files.SetItem(fileName, hash) }).Write);
        }
    }

    private static string WriteTo(string file, Action<TextWriter> write, CancellationToken cancellationToken)
    {
        using var stream = new WatchedStream(new FileStream(file, FileMode.Create, FileAccess.Write), cancellationToken);
        using (var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" })
        {
            write(writer);
        }

        return stream.Sha256();
    }
}
